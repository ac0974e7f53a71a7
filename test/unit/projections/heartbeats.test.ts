import { expect, test } from 'vitest';
import { Heartbeats } from '../../../src/projections/heartbeats.ts';
import type { Heartbeat, HeartbeatsView } from '../../../src/projections/heartbeats-view.ts';
import { rowsOf, spoken, viewOf } from './fold.ts';

const OPEN = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';

function beats(drawn: string) {
  return viewOf(new Heartbeats(), drawn);
}

function pingsIn({ latest }: HeartbeatsView): readonly Heartbeat[] {
  return latest.filter((line): line is Heartbeat => line.kind === 'ping');
}

test('punctuality counts from the handshake, then from ping to ping', () => {
  const { latest, count, worstMarginMs } = beats(`
      0ms < ${OPEN}
    310ms < 2
    312ms > 3
    600ms < 2
    604ms > 3
   1080ms < 2
  `);
  expect(count).toBe(3);
  expect(latest).toEqual([
    {
      kind: 'ping',
      number: 3,
      row: { seq: 5, part: 0 },
      conn: 1,
      at: 1080,
      pingedBy: 'server',
      intervalMs: 480,
      lateMs: 180,
      isLate: true,
      isUnanswered: false,
      marginMs: 20,
    },
    {
      kind: 'ping',
      number: 2,
      row: { seq: 3, part: 0 },
      conn: 1,
      at: 600,
      pingedBy: 'server',
      intervalMs: 290,
      lateMs: -10,
      isLate: false,
      isUnanswered: false,
      marginMs: 210,
      answeredMs: 4,
    },
    {
      kind: 'ping',
      number: 1,
      row: { seq: 1, part: 0 },
      conn: 1,
      at: 310,
      pingedBy: 'server',
      intervalMs: 310,
      lateMs: 10,
      isLate: false,
      isUnanswered: false,
      marginMs: 190,
      answeredMs: 2,
    },
  ]);
  expect(worstMarginMs).toBe(20);
});

test('what is expected next follows from the last ping and the handshake', () => {
  expect(beats(`100ms < ${OPEN}`).expected).toEqual([
    { conn: 1, awaited: 'ping', lastAt: 100, dueAt: 400, deadAt: 600 },
  ]);
  expect(beats(`100ms < ${OPEN}\n390ms < 2`).expected).toEqual([
    { conn: 1, awaited: 'ping', lastAt: 390, dueAt: 690, deadAt: 890 },
  ]);
});

test('before the handshake nothing is expected, and a ping says nothing', () => {
  expect(beats('0ms < 2\n1ms > 3')).toMatchObject({ count: 0, latest: [], expected: [] });
});

test('a client’s ping, the probe and a pong without its ping are no heartbeats', () => {
  const { count, expected } = beats(`
    0ms < ${OPEN}
    1ms > 2
    2ms < 3
    3ms > #2 2probe
    4ms < #2 3probe
    5ms > 3
    6ms < 2probe
  `);
  expect(count).toBe(0);
  expect(expected).toMatchObject([{ lastAt: 0 }]);
});

test('pings in polling bodies count like those in frames', () => {
  const { latest } = beats(`
      0ms < 200 #1 ${OPEN}
    305ms < 200 #2 42["a"]␞2
    309ms > POST #3 /socket.io/ 3
  `);
  expect(latest).toMatchObject([{ row: { seq: 1, part: 2 }, lateMs: 5, answeredMs: 4 }]);
});

test.each([
  ['the client reports the end', 'client disconnect / {"reason":"ping timeout"}'],
  ['the manager reports the end', 'client close {"reason":"forced close"}'],
  ['the channel that carried heartbeats closes', 'close #1000 1006'],
])('nothing is expected any more when %s', (_, end) => {
  expect(beats(`0ms < ${OPEN}\n1ms ${end}`).expected).toEqual([]);
});

test('a namespace that is left does not end the heartbeats', () => {
  const { count, expected } = beats(`
      0ms < ${OPEN}
      1ms client disconnect /chat {"reason":"io server disconnect"}
      2ms client disconnect /news {"reason":"io client disconnect"}
    300ms < 2
  `);
  expect(count).toBe(1);
  expect(expected).toMatchObject([{ dueAt: 600 }]);
});

test('a probe that closes does not end the heartbeats over polling', () => {
  const { expected } = beats(`
    0ms < 200 #1 ${OPEN}
    1ms > #2 2probe
    2ms close #2 1006
  `);
  expect(expected).toHaveLength(1);
});

test('after a reconnect, the interval starts anew and the numbers go on', () => {
  const { latest, expected } = beats(`
       0ms < ${OPEN}
     300ms < 2
     310ms client disconnect / {"reason":"transport close"}
    5000ms < 0{"sid":"b","upgrades":[],"pingInterval":1000,"pingTimeout":500}
    6007ms < 2
  `);
  expect(latest[0]).toMatchObject({ number: 2, intervalMs: 1007, lateMs: 7, marginMs: 493 });
  expect(expected).toEqual([{ conn: 1, awaited: 'ping', lastAt: 6007, dueAt: 7007, deadAt: 7507 }]);
});

test('a WebSocket that is only now known to be gone does not end the session that came after it', () => {
  const { expected } = beats(`
      0ms < #1 ${OPEN}
    600ms client disconnect / {"reason":"ping timeout"}
    900ms < 200 #2 ${OPEN}
    950ms close #1 1006
  `);
  expect(expected).toMatchObject([{ lastAt: 900 }]);
});

test('each connection has its own heartbeat', () => {
  const view = beats(`
      0ms [1] < ${OPEN}
    100ms [2] < ${OPEN}
    300ms [1] < 2
    401ms [2] < 2
    402ms [1] > 3
    402ms [2] > 3
  `);
  expect(pingsIn(view).map(({ conn, lateMs, answeredMs }) => [conn, lateMs, answeredMs])).toEqual([
    [2, 1, 1],
    [1, 0, 102],
  ]);
  expect(view.expected.map(({ conn }) => conn)).toEqual([1, 2]);
});

test('a long session shows its newest heartbeats and still finds the oldest', () => {
  const drawn = [`0ms < ${OPEN}`, ...Array.from({ length: 1000 }, (_, i) => `${(i + 1) * 300}ms < 2`)].join('\n');
  const heartbeats = new Heartbeats();
  const view = viewOf(heartbeats, drawn);
  expect(view.count).toBe(1000);
  expect(pingsIn(view).map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, i) => 1000 - i));
  expect(heartbeats.bySeq(1)).toMatchObject({ number: 1 });
  expect(heartbeats.bySeq(1000)).toMatchObject({ number: 1000 });
  expect(heartbeats.bySeq(0)).toBeUndefined();
  expect(heartbeats.bySeq(1001)).toBeUndefined();
});

test('a row tells a ping’s punctuality and the time until the pong', () => {
  const notes = rowsOf(`
        0ms < 0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}
    25008ms < 2
  25008.6ms > 3
    49500ms < 2
  `).map(({ note }) => note);
  expect(notes.slice(1)).toEqual([
    '8.0 ms late · 20.0 s to the deadline',
    'answered in 0.6 ms',
    '508 ms early · 20.5 s to the deadline',
  ]);
});

test('in generation 3 the client pings, and the time to its pong is a round trip', () => {
  const protocols = spoken('v2');
  const traffic = `
      0ms < ${OPEN}
    310ms > 2
    322ms < 3
    650ms > 2
  `;
  const { latest, expected } = viewOf(new Heartbeats(protocols), traffic, protocols);
  expect(latest).toMatchObject([
    { number: 2, pingedBy: 'client', at: 650, intervalMs: 340, lateMs: 28 },
    { number: 1, pingedBy: 'client', at: 310, intervalMs: 310, lateMs: 10, roundTripMs: 12 },
  ]);
  expect(latest[0]).not.toHaveProperty('roundTripMs');
  // The client gives the server pingTimeout to answer.
  expect(expected).toEqual([{ conn: 1, awaited: 'pong', lastAt: 650, dueAt: 850, deadAt: 850 }]);
  expect(rowsOf(traffic, spoken('v2')).map(({ note }) => note)).toEqual([
    undefined,
    undefined,
    '12 ms round trip',
    undefined,
  ]);
});

test('in generation 3 the next ping is due an interval after the pong, and the server waits for it from the last ping on', () => {
  const protocols = spoken('eio3');
  const { expected } = viewOf(new Heartbeats(protocols), `0ms < ${OPEN}\n300ms > 2\n340ms < 3`, protocols);
  expect(expected).toEqual([{ conn: 1, awaited: 'ping', lastAt: 340, dueAt: 640, deadAt: 800 }]);
});

test('the server’s pings of a connection of generation 3 are no heartbeats', () => {
  const protocols = spoken('v2');
  expect(viewOf(new Heartbeats(protocols), `0ms < ${OPEN}\n300ms < 2\n301ms > 3`, protocols).count).toBe(0);
});

test('a check’s own pings are no heartbeats of the connection', () => {
  expect(beats(`0ms < ${OPEN}\n300ms [1 auto] < 2\n301ms [1 auto] > 3`).count).toBe(0);
  expect(beats(`0ms [1 auto] < ${OPEN}`).expected).toEqual([]);
});

test('of one connection only what is its own is told, exactly', () => {
  const pings = Array.from({ length: 300 }, (_, i) => `${(i + 1) * 300}ms [${1 + (i % 2)}] < 2`).join('\n');
  const heartbeats = new Heartbeats();
  viewOf(heartbeats, `0ms [1] < ${OPEN}\n0ms [2] < ${OPEN}\n${pings}`);
  const { count, latest, worstMarginMs, late, expected, points } = heartbeats.view(2);
  expect(count).toBe(150);
  expect(latest).toHaveLength(150);
  expect(new Set(latest.map(({ conn }) => conn))).toEqual(new Set([2]));
  expect(pingsIn(heartbeats.view(2))[0]).toMatchObject({ number: 150, at: 90_000, intervalMs: 600 });
  expect({ worstMarginMs, late }).toEqual({ worstMarginMs: -100, late: 150 });
  expect(expected).toMatchObject([{ conn: 2 }]);
  expect([...points.at.slice(0, 2)]).toEqual([600, 1200]);
  expect(heartbeats.view(3)).toMatchObject({ count: 0, latest: [], expected: [] });
  expect(heartbeats.view(3)).not.toHaveProperty('worstMarginMs');
});

test('the plot gets the 2,000 newest, oldest first', () => {
  const pings = Array.from({ length: 2500 }, (_, i) => `${(i + 1) * 300}ms < 2`).join('\n');
  const { at, seq, late, tookMs } = beats(`0ms < ${OPEN}\n${pings}\n750001.5ms > 3`).points;
  expect(at).toHaveLength(2000);
  expect([at[0], at.at(-1)]).toEqual([501 * 300, 2500 * 300]);
  expect(seq.at(-1)).toBe(2500);
  expect(late.includes(1)).toBe(false);
  expect([tookMs[0], tookMs.at(-1)]).toEqual([NaN, 1.5]);
});

test.each([
  ['the client’s word', '500ms client close {"reason":"ping timeout"}'],
  ['the time', '640ms close #1000 1006'],
])('a deadline that passed has a line of its own, by %s', (_, end) => {
  const { latest, missed, count, expected, points } = beats(`0ms < ${OPEN}\n140ms < 2\n141ms > 3\n${end}`);
  expect(latest[0]).toEqual({
    kind: 'missed',
    row: { seq: 3, part: 0 },
    conn: 1,
    awaited: 'ping',
    at: 640,
    silentMs: 500,
  });
  expect({ missed, count, expected }).toEqual({ missed: 1, count: 1, expected: [] });
  expect(points.at).toHaveLength(1);
});

test('an end before the deadline misses none', () => {
  expect(
    beats(`0ms < ${OPEN}\n499ms close #1000 1006\n900ms client disconnect / {"reason":"transport close"}`).missed,
  ).toBe(0);
});

test('a deadline is missed once, however often the end is told', () => {
  const end = ['close', 'disconnect /', 'disconnect /chat'].map(
    (word) => `500ms client ${word} {"reason":"ping timeout"}`,
  );
  expect(beats([`0ms < ${OPEN}`, ...end].join('\n')).missed).toBe(1);
});

test('a ping that the next one or the end overtakes is unanswered', () => {
  const view = beats(`0ms < ${OPEN}\n300ms < 2\n600ms < 2\n601ms > 3\n900ms < 2\n950ms close #1000 1006`);
  expect(pingsIn(view).map(({ isUnanswered, answeredMs }) => [isUnanswered, answeredMs])).toEqual([
    [true, undefined],
    [false, 1],
    [true, undefined],
  ]);
  expect(pingsIn(beats(`0ms < ${OPEN}\n300ms < 2`))[0]?.isUnanswered).toBe(false);
});

test('in generation 3 a pong that does not come is missed', () => {
  const protocols = spoken('v2');
  const drawn = `0ms < ${OPEN}\n300ms > 2\n500ms client close {"reason":"ping timeout"}`;
  const { latest } = viewOf(new Heartbeats(protocols), drawn, protocols);
  expect(latest).toMatchObject([
    { kind: 'missed', awaited: 'pong', at: 500, silentMs: 200 },
    { kind: 'ping', isUnanswered: true },
  ]);
});

test('a ping past the deadline says so in its row', () => {
  expect(rowsOf(`0ms < ${OPEN}\n700ms < 2`)[1]?.note).toBe('400 ms late · 200 ms past the deadline');
});
