import { expect, test } from 'vitest';
import { PREVIEW_CHARACTERS, type Row } from '../../../src/projections/row.ts';
import { rowsOf } from './fold.ts';

const OPEN = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';

/** `data / note`, with the tone before it where there is one. */
function said({ data, note, tone }: Row): string {
  return `${tone ? `${tone}: ` : ''}${data}${note === undefined ? '' : ` / ${note}`}`;
}

test.each([
  [`0ms < ${OPEN}`, '{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}'],
  ['0ms < 1', ''],
  ['0ms < 2', ''],
  ['0ms > 2probe', 'probe'],
  ['0ms > 3', ''],
  ['0ms > 5', ' / from here on WebSocket only'],
  ['0ms < 6', ''],
  ['0ms < 40{"sid":"b"}', '{"sid":"b"}'],
  ['0ms > 40/chat,{"token":"x"}', '{"token":"x"}'],
  ['0ms < 41', ''],
  ['0ms < 44{"message":"no"}', '{"message":"no"}'],
  ['0ms > 42["a"]', ''],
  ['0ms > 42["a",1,{"b":[2,3]},"c,d]"]', '1,{"b":[2,3]},"c,d]"'],
  ['0ms > 42[ "a" , 1 ]', '1'],
  ['0ms > 42[7,8]', '8'],
  ['0ms < 430["ok",2]', '"ok",2'],
  ['0ms > 451-["a",{"_placeholder":true,"num":0},1]', '⟨binary 0⟩,1'],
  ['0ms < 461-0[{"_placeholder":true,"num":0}]', '⟨binary 0⟩'],
  ['0ms open #1 ws://host/', 'ws://host/'],
  ['0ms close #1 1000', '1000'],
  ['0ms close #1 1001 going away', '1001 / going away'],
  ['0ms close #1 1006', 'error: 1006 / no close frame'],
  ['0ms fail #1 websocket error', 'error:  / websocket error'],
  ['0ms > GET #1 http://host:3000/socket.io/?EIO=4&t=x', 'GET /socket.io/?EIO=4&t=x'],
  ['0ms client connect / {"id":"x"}', '{"id":"x"}'],
  ['0ms client connect', ''],
  ['0ms client disconnect / {"reason":"ping timeout"}', '"ping timeout"'],
  [
    '0ms client connect_error {"message":"xhr poll error","description":0}',
    '"xhr poll error" / status 0, nothing readable',
  ],
  ['0ms client reconnect_attempt {"attempt":3}', '3'],
  ['0ms user emit {"event":"hi","nsp":"/"}', '"hi" / in /'],
  ['0ms user mark', ''],
])('%s is shown as “%s”', (drawn, expected) => {
  expect(rowsOf(drawn)).toHaveLength(1);
  expect(said(rowsOf(drawn)[0]!)).toBe(expected);
});

test.each([
  ['0ms < 9x', 'error: 9x / unknown Engine.IO type “9” at 0'],
  ['0ms < 42["a"', 'error: 42["a" / JSON ends at 6'],
  ['0ms < 42["a",x]', 'error: 42["a",x] / JSON goes wrong with “x” at 7'],
  ['0ms < 49', 'error: 49 / unknown Socket.IO type “9” at 1'],
  ['0ms < 42["disconnect"]', 'error: 42["disconnect"] / reserved event name at 3'],
  ['0ms < 45x-["a"]', 'error: 45x-["a"] / no valid attachment count at 2'],
  ['0ms < 4511-["a"]', 'error: 4511-["a"] / more attachments announced than the client takes (10) at 2'],
  ['0ms < 0{}', 'error: 0{} / not the handshake the protocol asks for, at 1'],
  ['0ms < b*', 'error: b* / base64 goes wrong at 1'],
  ['0ms < hex 01 02', 'error: 01 02 / bytes that no packet announced'],
  ['0ms < ""', 'error:  / empty packet'],
])('malformed %s is shown as “%s”', (drawn, expected) => {
  const [row] = rowsOf(drawn);
  expect(row?.kind).toBe('malformed');
  expect(said(row!)).toBe(expected);
});

test('attachments that never came have a row that says so, and carry nothing', () => {
  const rows = rowsOf('0ms < 451-["a"]\n1ms < 42["b"]');
  expect(rows.map(({ kind }) => kind)).toEqual(['BINARY_EVENT', 'EVENT', 'malformed']);
  expect(said(rows[2]!)).toBe('error:  / attachment missing: another packet came first');
  expect(rows[2]).not.toHaveProperty('sizeBytes');
});

test('attachments are shown as bytes, whichever way they came', () => {
  const rows = rowsOf(`
    0ms < 452-["a"]
    0ms < hex 01 ff
    0ms < bMTIz
  `);
  expect(rows.slice(1).map(said)).toEqual(['01 ff', '31 32 33']);
  const long = rowsOf(`0ms < 451-["a"]\n0ms < hex${' aa'.repeat(30)}`)[1]!;
  expect(long.data).toBe(`${Array.from({ length: 24 }, () => 'aa').join(' ')}…`);
  expect(long.sizeBytes).toBe(30);
});

test('an answer tells how long it took, to the tenth of a millisecond and to the second', () => {
  const rows = rowsOf(`
        0ms > GET #1 /socket.io/
      0.6ms > 40
      1.2ms < 40{"sid":"b"}
        2ms > 420["ask"]
      423ms < 430["ok"]
      500ms > #5 2probe
      503ms < #5 3probe
     1000ms < 2
   1002.5ms > 3
  12400.4ms < 200 #1 2␞2
  `);
  expect(rows.filter(({ pairEnd }) => pairEnd === 'answer').map(said)).toEqual([
    '{"sid":"b"} / 0.6 ms',
    '"ok" / 421 ms',
    'probe / 3.0 ms round trip',
    ' / answered in 2.5 ms',
    '200 2 packets / after 12.4 s',
  ]);
});

test('an answer that is not 200 is an error, with its body', () => {
  const rows = rowsOf(`
    0ms > GET #1 /socket.io/
    4ms < 400 #1 "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"
  `);
  expect(said(rows[1]!)).toBe('error: 400 {"code":1,"message":"Session ID unknown"} / after 4.0 ms');
});

test('the answer to a POST is shown as it is', () => {
  expect(said(rowsOf('0ms > POST #1 /socket.io/ 40\n2ms < 200 #1 ok').at(-1)!)).toBe('200 ok / after 2.0 ms');
});

test('a body tells how many packets it holds, not counting those that never came', () => {
  const rows = rowsOf(`
    0ms < 200 #1 451-["a"]␞42["b"]
    1ms < 200 #2 2
  `);
  expect(rows.filter(({ kind }) => kind === 'response').map(({ data }) => data)).toEqual([
    '200 2 packets',
    '200 1 packet',
  ]);
});

test('the noop that ends the pending poll says so', () => {
  const rows = rowsOf('0ms < #2 3probe\n1ms < 200 #1 6\n2ms < 200 #3 6');
  expect(rows.filter(({ kind }) => kind === 'noop').map(({ note }) => note)).toEqual([
    'ends the pending poll',
    undefined,
  ]);
});

test('a row stays short and says its size in bytes of UTF-8', () => {
  const [row] = rowsOf(`0ms < 42["a","${'ü'.repeat(1000)}"]`);
  expect(row?.data).toHaveLength(PREVIEW_CHARACTERS);
  expect(row?.sizeBytes).toBe(2010);
  const [malformed] = rowsOf(`0ms < 42["a","${'x'.repeat(1000)}`);
  expect(malformed?.data).toHaveLength(PREVIEW_CHARACTERS);
});

test('a row names its transport, its namespace and its connection', () => {
  const [row, client, user] = rowsOf('0ms [3] < 42/chat,["a"]\n0ms client connect /chat\n0ms user mark');
  expect(row).toMatchObject({ conn: 3, via: 'websocket', nsp: '/chat', event: 'a' });
  expect(client).toMatchObject({ nsp: '/chat', event: 'connect' });
  expect(user).not.toHaveProperty('via');
});

test('no row speaks of latency', () => {
  const rows = rowsOf(`0ms < ${OPEN}\n310ms < 2\n312ms > 3\n320ms > 2probe\n325ms < 3probe`);
  expect(rows.map(said).join(' ')).not.toMatch(/latency/i);
});
