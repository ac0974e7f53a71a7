import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RedactionRule } from '../../../src/redaction/rule.ts';
import { seq } from '../../../src/session/entry.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';
import { someEvents, someHeader } from '../exporters/arbitrary-session.ts';
import { packetText, jsonText } from '../protocol/arbitraries.ts';
import { HEADER } from './planted.ts';
import { BARE, redacted } from './redacted.ts';

const textsOf = (events: readonly WireEvent[]) => events.map((event) => ('payload' in event ? event.payload : ''));

function packetsOf(header: SessionHeader, events: readonly WireEvent[]) {
  const transcriber = new Transcriber(new Protocols(header.connections));
  return events.map((event, at) =>
    transcriber.transcribe(seq(at), event).packets.map(({ kind, direction, socket, header: of, malformed }) => ({
      kind,
      direction,
      id: socket?.id,
      attachments: socket?.attachments,
      of,
      reason: malformed?.reason,
    })),
  );
}

const secret = fc.stringMatching(/^[A-Za-z0-9]{4}[ -~]{4,16}[A-Za-z0-9]{4}$/).filter((text) => !/^\d+$/.test(text));

test('whatever a session holds, it is read as before', () => {
  fc.assert(
    fc.property(someHeader, someEvents, (header, events) => {
      const clean = redacted(events, { header });
      expect(clean.redactor.check.broken).toEqual([]);
      deepStrictEqual(packetsOf(header, clean.events), packetsOf(header, events));
    }),
    { numRuns: 30 },
  );
});

test('packets of any text are read as before, and JSON stays JSON', () => {
  const planted = fc
    .tuple(jsonText, secret)
    .map(([json, value]) => `42["x",${json},{"token":${JSON.stringify(value)}}]`);
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          packetText.map((text) => `4${text}`),
          planted,
        ),
        { maxLength: 8 },
      ),
      (texts) => {
        const events = texts.map(
          (payload): WireEvent => ({ ...draw('0ms < 2')[0]!, kind: 'frame', payload }) as WireEvent,
        );
        const clean = redacted(events);
        deepStrictEqual(packetsOf(BARE, clean.events), packetsOf(BARE, events));
        expect(clean.redactor.check).toMatchObject({ left: [], broken: [] });
      },
    ),
    { numRuns: 60 },
  );
});

test('a secret that is given away once stands nowhere any more', () => {
  const wrap = fc.constantFrom<(value: string) => string>(
    (value) => `42${JSON.stringify(['say', value])}`,
    (value) => `42${JSON.stringify(['say', `before ${value} after`])}`,
    (value) => `42${JSON.stringify(['say', { [value]: 1 }])}`,
    (value) => `42${JSON.stringify(['say', JSON.stringify({ a: [value] })])}`,
    (value) => `42${JSON.stringify(['say', `https://x.org/?a=${encodeURIComponent(value)}`])}`,
    (value) => `42${JSON.stringify(['say', btoa(value)])}`,
    (value) => `42${JSON.stringify(['say', `data/${btoa(`xy${value}`)}`])}`,
    (value) => `42${JSON.stringify(['say', [...value].map((unit) => unit.charCodeAt(0).toString(16)).join('')])}`,
  );
  fc.assert(
    fc.property(secret, fc.array(wrap, { minLength: 1, maxLength: 6 }), fc.nat(5), (value, wraps, place) => {
      const texts = wraps.map((form) => form(value));
      texts.splice(place, 0, `42${JSON.stringify(['log in', { password: value }])}`);
      const events = texts.map((payload) => ({ ...draw('0ms < 2')[0]!, payload }) as WireEvent);
      const clean = redacted(events);
      const after = textsOf(clean.events).join('\n');
      expect(after).not.toContain(value);
      expect(after).not.toContain(JSON.stringify(value).slice(1, -1));
      expect(after).not.toContain(encodeURIComponent(value));
      expect(after).not.toContain(btoa(value).replace(/.?=*$/, ''));
      expect(clean.redactor.check).toMatchObject({ left: [], broken: [] });
    }),
    { numRuns: 80 },
  );
});

test('equal secrets stay equal, different ones different, and no name was there before', () => {
  const { events } = redacted(
    draw(`
      0ms > 42["a",{"token":"alpha-111111"},{"token":"beta-2222222"}]
      1ms < 42["b","alpha-111111","token-1","beta-2222222"]
      2ms < 42["c","Ada@Engine.org","ada@engine.org","81.2.69.142","192.0.2.1"]
    `),
  );
  expect(textsOf(events)).toEqual([
    '42["a",{"token":"token-2"},{"token":"token-3"}]',
    '42["b","token-2","token-1","token-3"]',
    '42["c","user-1@redacted.example","user-1@redacted.example","192.0.2.2","192.0.2.3"]',
  ]);
});

test('what the person keeps stands as it was', () => {
  const events = draw('0ms > 42["a","ada@engine.org","bob@engine.org"]');
  const { events: clean, header } = redacted(events, { kept: ['ada@engine.org'] });
  expect(textsOf(clean)).toEqual(['42["a","ada@engine.org","user-2@redacted.example"]']);
  expect(header.redaction).toMatchObject({ replaced: 1, secrets: 1, kinds: { 'e-mail': 1 } });
});

test('short values are replaced only where their name gives them away', () => {
  const { events } = redacted(draw('0ms > 42["a",{"pin":1234,"otp":"0042","keyboard":"qwerty","n":1234},"1234"]'));
  expect(textsOf(events)).toEqual(['42["a",{"pin":9001,"otp":"9002","keyboard":"qwerty","n":1234},"1234"]']);
});

test('the server, this machine, versions and times are no secrets', () => {
  const text =
    '42["a","127.0.0.1","localhost","socket.io@4.8.1","Chrome/156.0.0.0","10:15:02","2026-11-20T10:15:02.120Z"]';
  expect(textsOf(redacted(draw(`0ms > ${text}`)).events)).toEqual([text]);
});

test('rules by path, by event and by pattern add to it', () => {
  const rules: readonly RedactionRule[] = [
    { id: '1', isOn: true, by: 'path', path: '[0].user.phone', event: 'order' },
    { id: '2', isOn: true, by: 'event', event: 'diary' },
    { id: '3', isOn: true, by: 'pattern', pattern: 'ORD-\\d+' },
    { id: '4', isOn: false, by: 'pattern', pattern: 'plain' },
  ];
  const { events } = redacted(
    draw(`
      0ms > 42["order",{"user":{"phone":"+49 89 1234","name":"plain"}}]
      1ms > 42["other",{"user":{"phone":"+49 30 9999"}},"see ORD-4711 now"]
      2ms > 42["diary","dear diary",{"mood":"fine","at":17}]
      3ms > msgpack {"type":2,"nsp":"/","data":["diary","another page"]}
    `),
    { rules, header: { ...BARE, connections: [{ ...HEADER.connections[0]!, parser: 'default', protocol: 'v4' }] } },
  );
  expect(textsOf(events).slice(0, 3)).toEqual([
    '42["order",{"user":{"phone":"redacted-1","name":"plain"}}]',
    '42["other",{"user":{"phone":"+49 30 9999"}},"see redacted-2 now"]',
    '42["diary","redacted-3",{"mood":"redacted-4","at":9001}]',
  ]);
});

test.each([
  ['(a+)+$', 'this repetition could take for ever, at 4'],
  ['(a|ab)*c', 'this repetition could take for ever, at 6'],
  ['(\\w)\\1', 'this repetition could take for ever, at 4'],
  ['a+b+c+d+', 'more than 3 repetitions'],
  ['[a-', ', at '],
  ['(', ', at '],
  ['', 'a pattern is'],
  ['x*', 'also fits where nothing stands'],
])('the pattern %j is refused with its place', (pattern, message) => {
  const { finder } = redacted(draw(`0ms > 42["a","${'a'.repeat(5000)}"]`), {
    rules: [{ id: 'r', isOn: true, by: 'pattern', pattern }],
  });
  expect(finder.flaws).toEqual([{ id: 'r', message: expect.stringContaining(message) as string }]);
});

test('the count in the header is that of the file, also of what stood before it was given away', () => {
  const { header } = redacted(
    draw(`
      0ms < 42["say","swordfish-77 and swordfish-77"]
      1ms > 42["log in",{"password":"swordfish-77"}]
      2ms < 42["say","swordfish-77"]
    `),
  );
  expect(header.redaction).toEqual({ replaced: 4, secrets: 1, kinds: { password: 4 } });
});

test('lengths of generation 3 are counted anew', () => {
  const header = { ...BARE, connections: [{ ...HEADER.connections[1]!, url: '' }] };
  const { events } = redacted(draw('0ms [2] < 200 #1 2:4039:42["to","ada.lovelace@engine.org","12:ü"]1:3'), { header });
  expect(textsOf(events)).toEqual(['2:4039:42["to","user-1@redacted.example","12:ü"]1:3']);
});

test('an entry is shown before and after, with marks', () => {
  const events = draw('0ms > 42["a","ada@engine.org","x"]');
  const { redactor } = redacted(events);
  const { was, file, wasMarks, fileMarks } = redactor.entry(0, events[0]!);
  expect(wasMarks.map(({ start, end }) => was.slice(start, end))).toEqual(['ada@engine.org']);
  expect(fileMarks.map(({ start, end }) => file.slice(start, end))).toEqual(['user-1@redacted.example']);
});
