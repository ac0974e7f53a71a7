import { expect, test } from 'vitest';
import { jsonOf, type Details, type Field } from '../../../src/projections/details-view.ts';
import { purposeOf } from '../../../src/projections/explain/purpose.ts';
import { referenceOf } from '../../../src/projections/explain/references.ts';
import { ROW_KINDS } from '../../../src/projections/row.ts';
import { decodersFor } from '../../../src/session/decoders.ts';
import { draw } from '../../draw.ts';
import { detailsFrom, rowsOf } from './fold.ts';

async function detailsOf(drawn: string): Promise<readonly Details[]> {
  return detailsFrom(draw(drawn));
}

async function first(drawn: string): Promise<Details> {
  return (await detailsOf(drawn))[0]!;
}

/** `name=value@text`, the text being what stands at the field's place. */
function shown({ payload }: Details, { name, value, offset, length }: Field): string {
  if (offset === undefined || length === undefined || typeof payload !== 'string') return `${name}=${value}`;
  return `${name}=${value}@${payload.slice(offset, offset + length)}`;
}

function fieldsOf(details: Details): readonly string[] {
  return details.fields.filter(({ layer }) => layer !== 'Channel').map((field) => shown(details, field));
}

test.each([
  ['0ms < 2', ['type=ping (2)@2']],
  ['0ms > 2probe', ['type=ping (2)@2', 'data=probe@probe']],
  [
    '0ms > 42["a",1]',
    [
      'type=message (4)@4',
      'type=EVENT (2)@2',
      'namespace=/ (left out)',
      'event=a',
      'ack id=none',
      'payload=7 characters of JSON@["a",1]',
    ],
  ],
  [
    '0ms > 452-/chat,17["up",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
    [
      'type=message (4)@4',
      'type=BINARY_EVENT (5)@5',
      'attachments=2@2-',
      'namespace=/chat@/chat,',
      'event=up',
      'ack id=17@17',
      'payload=66 characters of JSON@["up",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
    ],
  ],
  [
    '0ms < 41/chat,',
    ['type=message (4)@4', 'type=DISCONNECT (1)@1', 'namespace=/chat@/chat,', 'ack id=none', 'payload=none'],
  ],
  [
    '0ms < 40/chat',
    ['type=message (4)@4', 'type=CONNECT (0)@0', 'namespace=/chat@/chat', 'ack id=none', 'payload=none'],
  ],
  ['0ms < 4', ['type=message (4)@4', 'type=CONNECT (0)', 'namespace=/ (left out)', 'ack id=none', 'payload=none']],
  [
    '0ms < 0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":200,"maxPayload":1000000}',
    [
      'type=open (0)@0',
      'sid=a',
      'upgrades=websocket',
      'pingInterval=25.0 s',
      'pingTimeout=200 ms',
      'maxPayload=1,000,000 bytes',
    ],
  ],
  ['0ms < bAQID', ['type=message (base64)@b', 'data=3 bytes@AQID']],
  ['0ms < hex 01', ['type=message (binary frame)']],
  ['0ms < 9', []],
])('%s has its fields, each with its place', async (drawn, expected) => {
  expect(fieldsOf(await first(drawn))).toEqual(expected);
});

test('every place of a field lies within its payload, in each kind of row', async () => {
  const all = await detailsOf(`
    0ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}␞40{"sid":"b"}␞4␞42/chat,5["a"]
    1ms > 430[]
    2ms < 451-["a"]
    3ms < bAQID
    4ms < 44{"message":"no"}
    5ms < 1
  `);
  for (const { payload, fields } of all) {
    for (const { offset = 0, length = 0 } of fields) expect(offset + length).toBeLessThanOrEqual(payload?.length ?? 0);
  }
});

test('a packet in a body is shown alone, with places that count from its own start', async () => {
  const [request, connect, event] = await detailsOf('0ms > POST #1 http://host/socket.io/?sid=a 40␞420["a"]');
  expect(request?.payload).toBe('40\x1e420["a"]');
  expect(fieldsOf(request!)).toEqual([
    'method=POST',
    'URL=http://host/socket.io/?sid=a',
    'packets=2 packets',
    'packet 1=#0, CONNECT',
    'packet 2=#0, EVENT',
  ]);
  expect(connect?.payload).toBe('40');
  expect(fieldsOf(event!)).toContain('ack id=0@0');
});

test('a pair leads to its other half', async () => {
  const all = await detailsOf('0ms > 420["ask"]\n5ms < 430[]');
  expect(all.map(({ fields }) => fields.at(-1))).toEqual([
    { layer: 'Socket.IO', name: 'answered by', value: '#1', link: { seq: 1, part: 0 } },
    { layer: 'Socket.IO', name: 'answers', value: '#0', link: { seq: 0, part: 0 } },
  ]);
});

test('channels tell their ends, HTTP its headers', async () => {
  const [request, close] = await detailsFrom([
    { ...draw('0ms > GET #1 /socket.io/')[0]!, headers: { accept: '*/*' } } as never,
    ...draw('1ms close #2 1006'),
  ]);
  expect(fieldsOf(request!)).toContain('accept=*/*');
  expect(close?.fields.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'transport=websocket',
    'channel=2',
    'close code=1006',
    'close reason=none given',
    'close frame=no',
  ]);
});

test('the JSON is told exactly as it crossed', async () => {
  const json = async (drawn: string) => jsonOf(await first(drawn));
  expect(await json('0ms > 42[ "a", 1.0, 1e2 ]')).toBe('[ "a", 1.0, 1e2 ]');
  expect(await json('0ms < 41')).toBeUndefined();
  expect(await json('0ms < 2')).toBeUndefined();
  expect(await json('0ms < 0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1}')).toMatch(/^\{"sid"/);
  expect(await json('0ms client connect / {"id":"x"}')).toBe('{"id":"x"}');
  expect(await json('0ms < 400 #1 "{\\"code\\":1}"')).toBe('{"code":1}');
  expect(await json('0ms < 200 #1 ok')).toBeUndefined();
});

const bytes = (...values: readonly number[]) => new Uint8Array(values);

test('attachments stand beside their packet, from frames and from bodies, past heartbeats and other traffic', async () => {
  const [framed] = await detailsOf(`
    0ms     > 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]
    1ms     < hex 09
    2ms     > 3
    3ms     > hex 01
    4ms [2] > hex 08
    5ms     user mark
    6ms     < 42["other"]
    7ms     > hex 02
    8ms     > hex 07
  `);
  expect(framed).toMatchObject({ attachments: [bytes(1), bytes(2)], canReplay: true });
  const [, posted] = await detailsOf(`
    0ms > POST #1 /socket.io/ 452-["a"]␞bAQ==
    1ms > GET #2 /socket.io/
    2ms > POST #3 /socket.io/ bAg==
  `);
  expect(posted).toMatchObject({ attachments: [bytes(1), bytes(2)], canReplay: true });
});

test('attachments that did not come are missing, and the event cannot be said again', async () => {
  const cut = '0ms > 452-["a"]\n1ms > hex 01\n2ms > 42["b"]\n3ms > hex 02';
  expect(await first(cut)).toMatchObject({ attachments: [bytes(1)], canReplay: false });
  const malformed = '0ms > 451-["a"]\n1ms > 42[\n2ms > hex 02';
  expect(await first(malformed)).toMatchObject({ attachments: [], canReplay: false });
});

test('bytes come past what is malformed without ending the wait for them', async () => {
  expect(await first('0ms > 451-["a"]\n1ms > 9\n2ms > hex 02')).toMatchObject({ attachments: [bytes(2)] });
  expect((await detailsOf('0ms > POST #1 /a 451-["a"]␞9␞bAg=='))[1]).toMatchObject({ attachments: [bytes(2)] });
});

test.each([
  ['0ms > 42["a"]', true],
  ['0ms > 420["a"]', true],
  ['0ms < 42["a"]', false],
  ['0ms > 430[]', false],
  ['0ms > 40', false],
  ['0ms > 2', false],
  ['0ms user emit', false],
])('%s can be said again: %s', async (drawn, canReplay) => {
  expect((await first(drawn)).canReplay).toBe(canReplay);
});

test('what is malformed tells why and where', async () => {
  const details = await first('0ms < 42["a",x]');
  expect(details.malformed).toEqual({ sentence: 'JSON goes wrong with “x” at 7', offset: 7 });
  expect(details.explanation.purpose).toContain('JSON goes wrong with “x” at 7');
  const lost = (await detailsOf('0ms < 451-["a"]\n1ms < 42["b"]'))[2];
  expect(lost?.malformed?.sentence).toBe('attachment missing: another packet came first');
  expect(lost).not.toHaveProperty('payload');
  expect(await first('0ms < 42["a"]')).not.toHaveProperty('malformed');
});

test('each kind of row is explained in whole sentences, whoever sent it, in both generations', () => {
  const [row] = rowsOf('0ms < 42["a"]');
  for (const kind of ROW_KINDS) {
    for (const direction of ['sent', 'received'] as const) {
      for (const isUpgrade of [true, false]) {
        for (const protocol of ['v4', 'v2'] as const) {
          const known = { wantsAck: false };
          const purpose = purposeOf({ ...row!, kind, direction, isUpgrade }, known, decodersFor(protocol, 'default'));
          expect(purpose).toMatch(/^[A-Z“].{12,}[.]$/s);
          expect(purpose).not.toMatch(/undefined/);
          const url = referenceOf(kind, 'connect', isUpgrade, decodersFor(protocol, 'default'))?.url;
          if (kind === 'user') expect(url).toBeUndefined();
          else expect(url).toMatch(/^https:\/\/(github\.com\/socketio|socket\.io)\//);
        }
      }
    }
  }
});

test('an event is explained by what became of its question', async () => {
  const purpose = async (drawn: string) => (await first(drawn)).explanation.purpose;
  expect(await purpose('0ms > 42["a"]')).toMatch(/No answer is asked for/);
  expect(await purpose('0ms > 420["a"]')).toMatch(/asks the server for an acknowledgement, which has not come yet\.$/);
  expect(await purpose('0ms > 420["a"]\n1ms < 430[]')).toMatch(/acknowledgement, which has come\.$/);
  expect(await purpose('0ms < 420["a"]')).toMatch(/^The server emits “a”.*asks the client/);
});

/** `when: text #seq`, the facts of each row. */
function facts({ explanation }: Details): readonly string[] {
  return explanation.facts.map(({ when, text, row }) => `${when}: ${text}${row ? ` #${row.seq}.${row.part}` : ''}`);
}

test('a question and its answer tell how long it took, and lead to each other', async () => {
  const [question, answer] = await detailsOf('10ms > 420["ask"]\n531ms < 430[]');
  expect(facts(question!)).toEqual([
    'here: The 1st “ask” that was sent on this connection.',
    'after: Answered after 521 ms: #1.0',
  ]);
  expect(facts(answer!)).toEqual(['before: Answers the event of 521 ms before: #0.0']);
  expect(facts(await first('0ms > 420["ask"]'))).toContain('after: It still waits for its answer.');
});

test('a heartbeat counts within its own engine session', async () => {
  const open = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';
  const all = await detailsOf(`
      0ms < ${open}
    300ms < 2
    301ms > 3
    500ms < ${open}
    800ms < 2
   1100ms < 2
  `);
  expect(facts(all.at(-1)!)).toEqual([
    'before: The ping before it came 300 ms earlier: #4.0',
    'here: The 2nd ping of the engine session that began with #3.0',
    'after: It still waits for its answer.',
  ]);
  expect(facts(all[3]!)).toEqual(['here: The 2nd engine session of this connection: it has been lost 1 time before.']);
});

test('each step of an upgrade leads to the one before and the one after', async () => {
  const all = await detailsOf(`
     0ms < 200 #1 0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200}
    10ms > #2 2probe
    12ms < #2 3probe
    13ms < 200 #3 6
    14ms > #2 5
  `);
  const pong = all.find(({ row }) => row.kind === 'pong');
  expect(facts(all.at(-1)!)).toContain('before: The upgrade’s step before is the noop: #3.1');
  expect(facts(pong!)).toEqual([
    'before: 12 ms after the handshake: #0.1',
    'before: Answers the ping of 2.0 ms before: #1.0',
    'after: The upgrade’s next step is the noop: #3.1',
  ]);
});

test('an attachment leads to its header, and a header to its attachments, past other traffic', async () => {
  const [header, , second, , third] = await detailsOf(`
    0ms > 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]
    1ms < 42["other"]
    2ms > hex 01
    3ms > 3
    4ms > hex 02
  `);
  const links = (details: Details) =>
    details.fields.flatMap(({ name, link }) => (link ? [`${name} #${link.seq}`] : []));
  expect(links(header!)).toEqual(['attachment 0 #2', 'attachment 1 #4']);
  expect(links(second!)).toEqual(['attachment of #0']);
  expect(facts(third!)).toEqual(['before: Attachment 2 of #0.0']);
});

test('a packet in a body leads to the exchange that carried it', async () => {
  const [, connect] = await detailsOf('0ms < 200 #1 40{"sid":"b"}␞42["a"]');
  expect(connect?.fields.find(({ name }) => name === 'carried by')).toMatchObject({ link: { seq: 0, part: 0 } });
  expect(facts(connect!)).toContain('here: Packet 1 of the body of #0.0');
});
