import { expect, test } from 'vitest';
import { CHECKS } from '../../../src/doctor/checks.ts';
import { checkWords } from '../../../src/projections/check-words.ts';
import { jsonOf, type Details } from '../../../src/projections/details-view.ts';
import type { Row } from '../../../src/projections/row.ts';
import { draw } from '../../draw.ts';
import { detailsFrom, outline, pairsIn, pendingIn, rowsOf, spoken, timelineOf } from './fold.ts';

/** `kind: data / note` */
function said({ kind, data, note }: Row): string {
  return `${kind}: ${data}${note === undefined ? '' : ` / ${note}`}`;
}

function fieldsOf({ fields }: Details, layer: string): readonly string[] {
  return fields
    .filter((field) => field.layer === layer)
    .map(({ name, value, offset, length }) => `${name}=${value}${offset === undefined ? '' : `@${offset}+${length}`}`);
}

const OPEN = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';

test('a body of generation 3 has a row for each of its packets, text or bytes', () => {
  const text = rowsOf(
    `0ms > GET #1 http://host/socket.io/\n1ms < 200 #1 ${OPEN.length}:${OPEN}2:40\n2ms > POST #2 http://host/socket.io/ 8:42["hi"]`,
    spoken('v2'),
  );
  expect(text.map(said)).toEqual([
    'request: GET /socket.io/',
    'response: 200 2 packets / after 1.0 ms',
    `open: ${OPEN.slice(1)}`,
    'CONNECT: ',
    'request: POST /socket.io/',
    'EVENT: ',
  ]);
  const bytes = rowsOf('0ms < 200 #1 hex 00 02 ff 34 30 01 03 ff 04 01 02 00 09 ff 34', spoken('v2'));
  expect(bytes.map(said)).toEqual([
    'response: 200 3 packets',
    'CONNECT: ',
    'malformed: 04 01 02 / bytes that no packet announced',
    'malformed: 00 09 ff 34 / packet ends at 4, before its length says',
  ]);
});

test('binary events of generation 3 find their attachments in frames, base64 and binary bodies', async () => {
  const event = '451-["up",{"_placeholder":true,"num":0}]';
  const post = `40:${event}`;
  for (const drawn of [
    `0ms > ${event}\n1ms > hex 04 01 02`,
    `0ms > POST #1 /socket.io/ ${post}6:b4AQI=`,
    `0ms > POST #1 /socket.io/ hex 00 04 00 ff ${[...event].map((c) => c.charCodeAt(0).toString(16)).join(' ')} 01 03 ff 04 01 02`,
  ]) {
    const all = await detailsFrom(draw(drawn), spoken('v2'));
    const header = all.find(({ row }) => row.kind === 'BINARY_EVENT');
    expect(header).toMatchObject({ attachments: [new Uint8Array([1, 2])], canReplay: true });
    expect(all.at(-1)).toMatchObject({ row: { kind: 'attachment', data: '01 02' } });
  }
});

test('an attachment’s size is that of its bytes alone, and is not told where it was not measured', () => {
  const event = '451-["up",{"_placeholder":true,"num":0}]';
  const hex = [...event].map((c) => c.charCodeAt(0).toString(16)).join(' ');
  const dataOf = (drawn: string, protocols = spoken('v2')) =>
    rowsOf(drawn, protocols).find(({ kind }) => kind === 'BINARY_EVENT')?.data;
  expect(dataOf(`0ms < ${event}\n1ms < hex 04 01 02 ff`)).toBe('⟨3 bytes⟩');
  expect(dataOf(`0ms < ${event}\n1ms < hex 01 02 ff`, spoken('v4'))).toBe('⟨3 bytes⟩');
  expect(dataOf(`0ms < 200 #1 hex 00 04 00 ff ${hex} 01 04 ff 04 01 02 ff`)).toBe('⟨binary 0⟩');
  for (const length of [3, 125, 126, 300]) {
    const bytes = Array.from({ length }, () => '07').join(' ');
    const drawn = `0ms stream #8 https://host/\n0ms < #8 ${event}\n1ms < #8 hex ${bytes}`;
    expect(dataOf(drawn, spoken('v4'))).toBe(`⟨${length} bytes⟩`);
  }
});

test('an unasked CONNECT, a refusal and a namespace with a query are those of Socket.IO 1 and 2', async () => {
  const drawn = `
    0ms < 40
    1ms > 40/chat?token=x,
    2ms < 40/chat,
    3ms > 40/nope,
    4ms < 44/nope,"Invalid namespace"
  `;
  const rows = rowsOf(drawn, spoken('v2'));
  expect(rows.map(({ kind, nsp }) => `${kind} ${nsp}`)).toEqual([
    'CONNECT /',
    'CONNECT /chat',
    'CONNECT /chat',
    'CONNECT /nope',
    'ERROR /nope',
  ]);
  expect(pairsIn(rows)).toEqual(['1>2', '3>4']);
  const details = await detailsFrom(draw(drawn), spoken('v2'));
  expect(JSON.stringify(details[0]?.explanation)).toMatch(/unasked/);
  expect(fieldsOf(details[1]!, 'Socket.IO')).toContain('query=token=x');
  expect(fieldsOf(details[4]!, 'Socket.IO')[0]).toBe('type=ERROR (4)@1+1');
});

const PACKED = 'msgpack {"type":2,"data":["up",{"$binary":"AQI="},1],"options":{},"id":3,"nsp":"/chat"}';

test('MessagePack is read like text: rows, pairs, arguments, bytes, replay', async () => {
  const drawn = `
    0ms > msgpack {"type":0,"nsp":"/"}
    1ms < msgpack {"type":0,"data":{"sid":"x"},"nsp":"/"}
    2ms > ${PACKED}
    9ms < msgpack {"type":3,"data":["ok"],"id":3,"nsp":"/chat"}
  `;
  const rows = rowsOf(drawn, spoken('v4', 'msgpack'));
  expect(rows.map(said)).toEqual([
    'CONNECT: ',
    'CONNECT: {"sid":"x"} / 1.0 ms',
    'EVENT: ⟨2 bytes⟩,1',
    'ACK: "ok" / 7.0 ms',
  ]);
  expect(rows[2]).toMatchObject({ event: 'up', nsp: '/chat', layer: 'socket' });
  expect(pairsIn(rows)).toEqual(['0>1', '2>3']);
  const [, , event] = await detailsFrom(draw(drawn), spoken('v4', 'msgpack'));
  expect(event).toMatchObject({
    json: '["up",{"_placeholder":true,"num":0},1]',
    attachments: [new Uint8Array([1, 2])],
    canReplay: true,
    wantsAck: true,
  });
  expect(fieldsOf(event!, 'Socket.IO')).toEqual([
    'type=EVENT (2)@6+1',
    'namespace=/chat@38+6',
    'event=up',
    'ack id=3@33+1',
    'payload=9 bytes of MessagePack@12+9',
    'attachment 0=2 bytes',
    'answered by=#3',
  ]);
});

test('MessagePack in base64 keeps its places, and what breaks it has one', async () => {
  const event = draw(`0ms > ${PACKED}`)[0]!;
  const base64 = Buffer.from('payload' in event ? event.payload! : '').toString('base64');
  const all = await detailsFrom(draw(`0ms > POST #1 /socket.io/ b${base64}`), spoken('v4', 'msgpack'));
  expect(all[1]).toMatchObject({ row: { kind: 'EVENT', event: 'up' } });
  for (const { offset = 0, length = 0 } of all[1]?.fields ?? []) {
    expect(offset + length).toBeLessThanOrEqual(base64.length + 1);
  }
  expect(rowsOf('0ms < hex 81 a4 74', spoken('v4', 'msgpack')).map(said)).toEqual([
    'malformed: 81 a4 74 / MessagePack ends at 3',
  ]);
  expect(rowsOf('0ms < 42["a"]', spoken('v4', 'msgpack')).map(said)).toEqual([
    'malformed: 42["a"] / text, where the MessagePack parser takes bytes only',
  ]);
});

test.each(['eio4', 'eio3'] as const)('over %s alone a message is a message, text or bytes', async (protocol) => {
  const bytes = protocol === 'eio4' ? 'hex 01 02' : 'hex 04 01 02';
  const drawn = `0ms < ${OPEN}\n1ms < 4hello\n2ms > ${bytes}`;
  const rows = rowsOf(drawn, spoken(protocol));
  expect(rows.map(said)).toEqual([`open: ${OPEN.slice(1)}`, 'message: hello', 'message: 01 02']);
  expect(rows.map(({ layer }) => layer)).toEqual(['engine', 'engine', 'engine']);
  const details = await detailsFrom(draw(drawn), spoken(protocol));
  expect(fieldsOf(details[1]!, 'Engine.IO')).toEqual(['type=message (4)@0+1', 'data=hello@1+5']);
});

test('a WebTransport packet shows the header of its stream, and counts from behind it', async () => {
  const drawn = `
    0ms stream #8 https://host/socket.io/
    1ms > #8 0
    2ms < #8 ${OPEN}
    3ms > #8 42["ü",1]
    4ms < #8 hex 01 02
    5ms < #8 42["ü",x]
    6ms < #8 2
  `;
  const rows = rowsOf(drawn);
  expect(outline(rows).slice(1)).toEqual([
    '1.0 open',
    '2.0 open',
    '3.0 EVENT',
    '4.0 malformed',
    '5.0 malformed',
    '6.0 ping',
  ]);
  expect(rows[3]).toMatchObject({ event: 'ü', data: '1', via: 'webtransport' });
  const details = await detailsFrom(draw(drawn));
  expect(fieldsOf(details[3]!, 'Engine.IO')).toEqual(['header=text, 10 bytes@0+1', 'type=message (4)@1+1']);
  expect(fieldsOf(details[3]!, 'Socket.IO')).toContain('payload=7 characters of JSON@3+8');
  // Behind the header, the two types and `["ü",`, whose ü takes two bytes.
  expect(details[5]?.malformed).toEqual({ sentence: 'JSON goes wrong at 9', offset: 9 });
});

test('the offset of connection state recovery is a note and a field, not an argument', async () => {
  const drawn = `
    0ms < 40{"sid":"x","pid":"secret-1"}
    1ms < 42["a",1,"AbC"]
    2ms < 42["a"]
    3ms < 425["ask","AbC"]
    4ms > 42["a","AbC"]
    5ms < 42/chat,["a","AbC"]
    6ms < 42["a","two words"]
    7ms < 40{"sid":"y"}
    8ms < 42["a","AbC"]
  `;
  expect(rowsOf(drawn).map(({ data, note = '' }) => `${data} ${note}`.trim())).toEqual([
    '{"sid":"x","pid":"secret-1"}',
    '1 offset AbC',
    '',
    '"AbC"',
    '"AbC"',
    '"AbC"',
    '"two words"',
    '{"sid":"y"}',
    '"AbC"',
  ]);
  const details = await detailsFrom(draw(drawn));
  expect(fieldsOf(details[0]!, 'Socket.IO')).toContain('pid=secret-1');
  expect(jsonOf(details[1]!)).toBe('["a",1]');
  expect(fieldsOf(details[1]!, 'Socket.IO')).toContain('offset (recovery)=AbC');
  expect(jsonOf(details[8]!)).toBe('["a","AbC"]');
});

test('the log says what a connection speaks from here on', () => {
  const rows = rowsOf(`
    0ms < 44"no"
    1ms client protocol {"protocol":"v2","parser":"default","how":"remembered"}
    2ms < 44"no"
    3ms client protocol {"protocol":"v4","parser":"msgpack","how":"found"}
    4ms < msgpack {"type":4,"nsp":"/","data":{"message":"no"}}
    5ms client protocol {"protocol":"v9"}
    6ms client protocol 7
  `);
  expect(rows.filter(({ kind }) => kind !== 'client').map(({ kind }) => kind)).toEqual([
    'CONNECT_ERROR',
    'ERROR',
    'CONNECT_ERROR',
  ]);
  expect(rows[1]).toMatchObject({ data: 'Socket.IO v1/v2 · default parser', note: 'remembered' });
});

test('checks are read as what they look like, beside the connection’s own traffic', () => {
  const drawn = `
    0ms           > 420["own"]
    1ms [1 auto]  > GET #1 http://host/socket.io/?EIO=4
    2ms [1 auto]  < 200 #1 ${OPEN.length}:${OPEN}2:40
    3ms [1 auto]  < 430["not for the question"]
    4ms [1 parser] < msgpack {"type":0,"nsp":"/","data":{"sid":"x"}}
    5ms [1 parser] > 420["nobody waits"]
    6ms [1 upgrade] > #5 2probe
    7ms [1 upgrade] < #5 3probe
    8ms [1 reachable] < 000 #9
    9ms client probe {"check":"handshake","outcome":"html","words":"GET: a web page","tookMs":12}
  `;
  const rows = rowsOf(drawn);
  expect(rows.slice(1).map(said)).toEqual([
    'request: GET /socket.io/?EIO=4 / check: which protocol?',
    'response: 200 2 packets / after 1.0 ms · check: which protocol?',
    `open: ${OPEN.slice(1)} / check: which protocol?`,
    'CONNECT:  / check: which protocol?',
    'ACK: "not for the question" / check: which protocol?',
    'CONNECT: {"sid":"x"} / check: parser',
    'EVENT:  / check: parser',
    'ping: probe / check: upgrade to WebSocket',
    'pong: probe / 1.0 ms round trip · check: upgrade to WebSocket',
    'response: opaque · someone answers / check: is anyone there?',
    'client: GET: a web page / check: read the handshake · 12 ms',
  ]);
  expect(pendingIn(rows)).toEqual(['0']);
  const timeline = timelineOf(drawn);
  expect([timeline.sent, timeline.received, timeline.eventNames]).toEqual([1, 0, ['own']]);
});

test('what a check hears of a server without Socket.IO is a message, and nothing is wrong with it', () => {
  const rows = rowsOf(
    '0ms [1 auto] < 4welcome\n1ms [1 auto] > 40/sockscope-auto,\n2ms [1 auto] < 4echo: 0/sockscope-auto,',
  );
  expect(rows.map(({ kind, tone }) => [kind, tone])).toEqual([
    ['message', undefined],
    ['CONNECT', undefined],
    ['message', undefined],
  ]);
});

test('bytes of a bare message are bytes, whatever they were wrapped in on the way', async () => {
  const details = await detailsFrom(draw('0ms < 200 #1 bAQID␞4text'), spoken('eio4'));
  expect(details.map(({ message }) => message)).toEqual([undefined, new Uint8Array([1, 2, 3]), 'text']);
});

test('every check has its words', () => {
  // `parser` is its own word.
  for (const { id } of CHECKS.filter((check) => check.id !== 'parser')) expect(checkWords(id)).not.toBe(`check: ${id}`);
  expect(checkWords('constructor')).toBe('check: constructor');
});

test('through the relay a row names the server behind it, and says so', () => {
  const rows = rowsOf(`
    0ms > GET #1 http://127.0.0.1:7000/relay/3/http/host:3000/socket.io/?EIO=4
    1ms open #2 ws://127.0.0.1:7000/relay/3/https/host:3000/socket.io/?EIO=4
  `);
  expect(rows.map(said)).toEqual([
    'request: GET /socket.io/?EIO=4 / through the relay',
    'opened: wss://host:3000/socket.io/?EIO=4 / through the relay',
  ]);
});

test('an attempt to reconnect tells how long it waited beside the plan', () => {
  const rows = rowsOf(`
       0ms client reconnect_attempt {"attempt":1,"plannedMs":1000,"leastMs":500,"mostMs":1500}
      10ms client close {"reason":"transport close"}
    1222ms client reconnect_attempt {"attempt":1,"plannedMs":1000,"leastMs":500,"mostMs":1500}
    1300ms client connect_error {"message":"xhr poll error"}
    2300ms client reconnect_attempt {"attempt":2,"plannedMs":1000,"leastMs":1000,"mostMs":1000}
    2400ms client reconnect_attempt {"attempt":3}
    2400ms client connect_error {"message":"xhr poll error"}
    5629ms client reconnect_attempt {"attempt":4,"plannedMs":4000,"leastMs":2000,"mostMs":5000}
  `);
  expect(rows.filter(({ event }) => event === 'reconnect_attempt').map(({ data, note }) => [data, note])).toEqual([
    ['1', 'planned 1,000 ± 50 %'],
    ['1', 'waited 1,212 ms, planned 1,000 ± 50 %'],
    ['2', 'waited 1,000 ms, planned 1,000 ms'],
    ['3', 'waited 1,100 ms'],
    ['4', 'waited 3,229 ms, planned 4,000 ms (2,000 to 5,000)'],
  ]);
});
