import { expect, test } from 'vitest';
import { seq } from '../../../src/session/entry.ts';
import { outline, pairsIn, pendingIn, rowsOf, timelineOf } from './fold.ts';

const HANDSHAKE = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200}';

test('a frame is one row, a polling body one row more than it has packets', () => {
  const rows = rowsOf(`
    0ms  user connect
    1ms  > GET #1 /socket.io/
    4ms  < 200 #1 ${HANDSHAKE}␞40{"sid":"b"}
    5ms  > POST #2 /socket.io/ 40/chat,
    6ms  < 200 #2 ok
    7ms  open #3 ws://host/
    8ms  < #3 451-["a",{"_placeholder":true,"num":0}]
    9ms  < #3 hex 01
    10ms fail #4 status 0
    11ms close #3 1006
    12ms client disconnect
  `);
  expect(outline(rows)).toEqual([
    '0.0 user',
    '1.0 request',
    '2.0 response',
    '2.1 open',
    '2.2 CONNECT',
    '3.0 request',
    '3.1 CONNECT',
    '4.0 response',
    '5.0 opened',
    '6.0 BINARY_EVENT',
    '7.0 attachment',
    '8.0 failed',
    '9.0 closed',
    '10.0 client',
  ]);
  expect(rows.map(({ direction = '' }) => direction).join(' ')).toBe(
    ' sent received received received sent sent received  received received   ',
  );
  expect(rows.map(({ layer }) => layer.slice(0, 1)).join('')).toBe('ceeeseseesseec');
});

test('every kind that a frame can have is named as its protocol names it', () => {
  const rows = rowsOf(`
    0ms < ${HANDSHAKE}
    0ms < 1
    0ms < 2
    0ms > 3
    0ms > 5
    0ms < 6
    0ms < 40{"sid":"b"}
    0ms < 41
    0ms < 42["a"]
    0ms < 430[]
    0ms < 44{"message":"no"}
    0ms < 451-["a",{"_placeholder":true,"num":0}]
    0ms < hex 01
    0ms < 461-0[{"_placeholder":true,"num":0}]
    0ms < bAQ==
    0ms < 47
  `);
  expect(rows.map(({ kind }) => kind).join(' ')).toBe(
    'open close ping pong upgrade noop CONNECT DISCONNECT EVENT ACK CONNECT_ERROR BINARY_EVENT attachment BINARY_ACK attachment malformed',
  );
});

test('rows and their names lead to each other, whatever number of packets a body has', () => {
  const timeline = timelineOf(`
    0ms > POST #1 /socket.io/ 40␞42["a"]␞42["b"]
    1ms < 42["c"]
    2ms client connect /
  `);
  const { columns } = timeline;
  expect(columns.length).toBe(6);
  for (let row = 0; row < columns.length; row++) expect(timeline.rowOf(timeline.idOf(row))).toBe(row);
  expect(timeline.rowOf({ seq: seq(0), part: 4 })).toBeUndefined();
  expect(timeline.rowOf({ seq: seq(1), part: 1 })).toBeUndefined();
  expect(timeline.rowOf({ seq: seq(3), part: 0 })).toBeUndefined();
  expect([0, 1, 2, 3].map((entry) => columns.firstOf(entry))).toEqual([0, 4, 5, 6]);
});

test('a body of more packets than 16 bits can count keeps them apart', () => {
  const timeline = timelineOf(`0ms > POST #1 /socket.io/ 2${'␞2'.repeat(65_999)}`);
  expect(timeline.columns.length).toBe(66_001);
  expect(timeline.idOf(66_000)).toEqual({ seq: 0, part: 66_000 });
});

test('more namespaces than 16 bits can count keep their names', () => {
  const timeline = timelineOf(Array.from({ length: 66_000 }, (_, i) => `0ms < 42/n${i},["a"]`).join('\n'));
  expect(timeline.nsps.textOf(timeline.columns.nsp(65_999))).toBe('/n65999');
});

test('each answer finds its request, in whatever order they come', () => {
  const rows = rowsOf(`
    0ms > GET #1 /socket.io/
    1ms > POST #2 /socket.io/ 2
    2ms < 200 #2 ok
    3ms > GET #3 /socket.io/
    4ms fail #3 status 0
    5ms < 200 #1 2
    6ms > GET #4 /socket.io/
  `);
  expect(pairsIn(rows)).toEqual(['0>5', '1>2', '3>4']);
  // The ping that was posted is no server's ping, but it wants a pong all the same.
  expect(pendingIn(rows)).toEqual(['1.1', '5.1', '6']);
});

test('CONNECT and CONNECT_ERROR answer the CONNECT of their namespace', () => {
  const rows = rowsOf(`
    0ms > 40
    1ms > 40/chat,
    2ms > 40/admin,{"token":"x"}
    3ms < 44/admin,{"message":"no"}
    4ms < 40/chat,{"sid":"c"}
    5ms < 40{"sid":"b"}
  `);
  expect(pairsIn(rows)).toEqual(['0>5', '1>4', '2>3']);
  expect(pendingIn(rows)).toEqual([]);
});

test('a pong answers its ping over WebSocket, over polling, and from one to the other', () => {
  expect(pairsIn(rowsOf('0ms < 2\n1ms > 3\n300ms < 2\n301ms > 3'))).toEqual(['0>1', '2>3']);
  expect(
    pairsIn(
      rowsOf(`
        0ms < 200 #1 2
        1ms > POST #2 /socket.io/ 3
        9ms < 200 #2 ok
      `),
    ),
  ).toEqual(['0.1>1.1', '1>2']);
  const moved = rowsOf(`
    0ms < 200 #1 2
    1ms > #5 5
    2ms > #5 3
  `);
  expect(pairsIn(moved)).toEqual(['0.1>2']);
  expect(pendingIn(moved)).toEqual([]);
});

test('a ping that was never answered waits no longer once the next one has come', () => {
  const rows = rowsOf('0ms < 2\n300ms < 2\n301ms > 3');
  expect(pairsIn(rows)).toEqual(['1>2']);
  expect(pendingIn(rows)).toEqual([]);
});

test('the probe is a question of its own, beside the heartbeat', () => {
  const rows = rowsOf(`
    0ms < 200 #1 2
    1ms > #2 2probe
    2ms > POST #3 /socket.io/ 3
    3ms < #2 3probe
    4ms < 200 #4 6
    5ms > #2 5
    6ms < 200 #4 6
  `);
  expect(pairsIn(rows)).toEqual(['0.1>2.1', '1>3']);
  expect(rows.filter(({ isUpgrade }) => isUpgrade).map(({ kind }) => kind)).toEqual([
    'ping',
    'pong',
    'noop',
    'upgrade',
  ]);
});

test('acknowledgements find their questions both ways, in any order, each once', () => {
  const rows = rowsOf(`
    0ms > 420["ask"]
    1ms > 421["ask"]
    2ms < 420["quiz"]
    3ms < 431["second"]
    4ms > 430["mine"]
    5ms < 430["first"]
    6ms < 430["again"]
    7ms < 439[]
    8ms > 422["never"]
  `);
  expect(pairsIn(rows)).toEqual(['0>5', '1>3', '2>4']);
  expect(pendingIn(rows)).toEqual(['8']);
  // An acknowledgement names no event on the wire: it is shown by its question's.
  expect(rows.map(({ event = '-' }) => event).join(' ')).toBe('ask ask quiz ask quiz ask - - never');
});

test('acknowledgement ids of one namespace are not those of another, nor of another connection', () => {
  const rows = rowsOf(`
    0ms     > 42/chat,0["a"]
    1ms     > 420["b"]
    2ms [2] > 420["c"]
    3ms [2] < 430[]
    4ms     < 43/chat,0[]
    5ms     < 430[]
  `);
  expect(pairsIn(rows)).toEqual(['0>4', '1>5', '2>3']);
});

test('after a reconnect, ids start anew and old questions get no answer', () => {
  const rows = rowsOf(`
    0ms > 420["old"]
    1ms > 42/chat,0["old too"]
    2ms client disconnect / {"reason":"transport close"}
    3ms client disconnect /chat {"reason":"transport close"}
    4ms < 40{"sid":"b"}
    5ms > 420["new"]
    6ms < 430["for the new"]
    7ms < 43/chat,0["for nobody"]
  `);
  expect(pairsIn(rows)).toEqual(['5>6']);
  expect(pendingIn(rows)).toEqual([]);
});

test('in a file that holds no client events, the next CONNECT forgets old questions of its namespace only', () => {
  const rows = rowsOf(`
    0ms > 420["old"]
    1ms > 42/chat,0["kept"]
    2ms < 40{"sid":"b"}
    3ms < 430["late"]
    4ms < 43/chat,0["in time"]
  `);
  expect(pairsIn(rows)).toEqual(['1>4']);
  expect(pendingIn(rows)).toEqual([]);
});

test('a question asked again with the same id takes the place of the first', () => {
  const rows = rowsOf(`
    0ms > 427["first"]
    1ms > 427["second"]
    2ms < 437[]
  `);
  expect(pairsIn(rows)).toEqual(['1>2']);
  expect(pendingIn(rows)).toEqual([]);
});

test('event names are kept once, in the order of their coming; packets are counted by direction', () => {
  const timeline = timelineOf(`
    0ms user emit
    1ms > 42["b"]
    2ms < 42["a"]
    3ms > 42["b"]
    4ms < 2
    5ms client connect
  `);
  expect(timeline.eventNames).toEqual(['b', 'a']);
  expect([timeline.sent, timeline.received]).toEqual([2, 1]);
});

test('an event that is called like an action of the user is a name of its own for completion', () => {
  expect(timelineOf('0ms user emit\n1ms < 42["emit"]').eventNames).toEqual(['emit']);
});
