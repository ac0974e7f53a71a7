import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Notes } from '../../../../src/projections/notes.ts';
import { overviewOf } from '../../../../src/projections/overview/answer.ts';
import { entryNear } from '../../../../src/projections/overview/near.ts';
import { Overview } from '../../../../src/projections/overview/overview.ts';
import type { OverviewAsk, OverviewView } from '../../../../src/projections/overview/overview-view.ts';
import { Timeline } from '../../../../src/projections/timeline.ts';
import { draw } from '../../../draw.ts';
import { entriesOf, spoken } from '../fold.ts';
import { someTraffic } from '../some-traffic.ts';

const WHOLE: OverviewAsk = { fromMs: 0, toMs: 100_000, buckets: 10_000, wantsFacts: true };
const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200}';

function folded(drawn: string, protocols = spoken()): Overview {
  const overview = new Overview(protocols);
  for (const entry of entriesOf(draw(drawn), protocols)) overview.step(entry);
  return overview;
}

function seen(overview: Overview, ask: Partial<OverviewAsk> = {}): OverviewView {
  const source = { timeline: new Timeline(), atOf: () => 0 };
  return overviewOf(overview, { ...WHOLE, ...ask }, source, new Notes([]));
}

function first(drawn: string, ask: Partial<OverviewAsk> = {}, protocols = spoken()) {
  return seen(folded(drawn, protocols), ask).connections[0]!;
}

const UPGRADING = `
    0ms user connect
    1ms > GET #1 http://h/socket.io/?EIO=4
    5ms < 200 #1 ${OPEN}
    6ms > POST #2 http://h/socket.io/?sid=a 40
    7ms > GET #3 http://h/socket.io/?sid=a
    9ms < 200 #2 ok
   20ms open #4 ws://h/socket.io/?sid=a
   21ms > #4 2probe
   25ms < #4 3probe
   26ms < 200 #3 6
   27ms > #4 5`;

test('polling requests last from the question to the answer, GET and POST apart', () => {
  const { gets, posts } = first(UPGRADING);
  expect(gets).toEqual([
    { from: 1, to: 5, count: 1, how: 'answered' },
    { from: 7, to: 26, count: 1, how: 'answered' },
  ]);
  expect(posts).toEqual([{ from: 6, to: 9, count: 1, how: 'answered' }]);
});

test('a request waits, fails, or is abandoned with its connection', () => {
  const drawn = (end: string) => `0ms > GET #1 http://h/?EIO=4\n${end}`;
  expect(first(drawn('')).gets).toEqual([{ from: 0, count: 1, how: 'waiting' }]);
  expect(first(drawn('9ms < 502 #1 ok')).gets[0]).toMatchObject({ to: 9, how: 'failed' });
  expect(first(drawn('9ms fail #1 status 0')).gets[0]).toMatchObject({ to: 9, how: 'failed' });
  expect(first(drawn('8ms client close {"reason":"forced close"}')).gets[0]).toMatchObject({ to: 8, how: 'abandoned' });
  expect(first(drawn('8ms user disconnect\n9ms fail #1 status 0')).gets[0]).toMatchObject({ how: 'abandoned' });
});

test('a channel starts when the client turned to it, opens, carries frames and ends', () => {
  expect(first(UPGRADING).channels).toEqual([
    { from: 5, openedAt: 20, count: 1, via: 'websocket', frames: 3, end: 'open' },
  ]);
  expect(first(`${UPGRADING}\n40ms close #4 1006`).channels[0]).toMatchObject({ to: 40, end: 'cut' });
  expect(first(`${UPGRADING}\n40ms close #4 1005`).channels[0]).toMatchObject({ to: 40, end: 'closed' });
});

test('the upgrade has its probe, its answer, its end and its duration since the handshake', () => {
  expect(first(UPGRADING).upgrades).toEqual([
    { from: 21, answeredAt: 25, upgradedAt: 27, to: 27, count: 1, tookMs: 22 },
  ]);
});

test('a WebSocket that never opens beside polling is a failed upgrade', () => {
  const { connections, facts } = seen(
    folded(`
      0ms > GET #1 http://h/?EIO=4
      5ms < 200 #1 ${OPEN}
     90ms fail #2 websocket error
     91ms close #2 1006`),
  );
  expect(connections[0]?.channels).toEqual([{ from: 5, to: 90, count: 1, via: 'websocket', frames: 0, end: 'failed' }]);
  expect(facts?.[0]).toMatchObject({ upgrades: 0, failedUpgrades: 1 });
});

test('a heartbeat is due after pingInterval, and silence is death after pingTimeout more', () => {
  const { beats } = first(`
      0ms open #1 ws://h/?EIO=4
      0ms < #1 ${OPEN}
    304ms < #1 2
    305ms > #1 3`);
  expect(beats).toEqual([
    { from: 300, to: 500, count: 1, pingAt: 304, pongAt: 305 },
    { from: 604, to: 804, count: 1 },
  ]);
});

test('where the connection ends, the deadline window is cut, and one that had not begun is none', () => {
  const until = (ms: number) => first(`0ms open #1 ws://h/\n0ms < #1 ${OPEN}\n${ms}ms close #1 1006`).beats;
  expect(until(250)).toEqual([]);
  expect(until(400)).toEqual([{ from: 300, to: 400, count: 1 }]);
});

test('in Engine.IO 3 the client pings, and its pong is due from the ping on', () => {
  const { beats } = first(`0ms open #1 ws://h/\n0ms < #1 ${OPEN}\n300ms > #1 2\n304ms < #1 3`, {}, spoken('v2'));
  expect(beats).toEqual([{ from: 300, to: 500, count: 1, pingAt: 300, pongAt: 304 }]);
});

test('a connection is lost until the next open arrives, with the attempts meanwhile', () => {
  const drawn = `
      0ms open #1 ws://h/
      0ms < #1 ${OPEN}
    100ms close #1 1006
    100ms client close {"reason":"transport close"}
    100ms client disconnect / {"reason":"transport close"}
    200ms client reconnect_attempt {"attempt":1}
    400ms client reconnect_attempt {"attempt":2}
    450ms open #2 ws://h/`;
  expect(first(drawn).gaps).toEqual([{ from: 100, count: 1, attempts: 2 }]);
  expect(first(`${drawn}\n460ms < #2 ${OPEN}`).gaps).toEqual([{ from: 100, to: 460, count: 1, attempts: 2 }]);
});

test.each(['io client disconnect', 'io server disconnect'])('after "%s" nothing is lost', (reason) => {
  const drawn = `0ms open #1 ws://h/\n0ms < #1 ${OPEN}\n9ms client disconnect / {"reason":"${reason}"}
    9ms client close {"reason":"forced close"}\n9ms close #1 1005`;
  expect(first(drawn).gaps).toEqual([]);
});

test('a refusal stands once, whether the client reports it or not', () => {
  const packet = `0ms open #1 ws://h/\n1ms < #1 44{"message":"no"}`;
  const marks = [{ at: 1, count: 1, others: 0, kind: 'connect_error' }];
  expect(first(packet).marks).toEqual(marks);
  expect(first(`${packet}\n1ms client connect_error / {"message":"no"}`).marks).toEqual(marks);
});

test('a loss is marked once, and what went wrong hides what happened beside it', () => {
  const drawn = `0ms open #1 ws://h/\n0ms < #1 ${OPEN}
    100ms client disconnect / {"reason":"transport close"}
    100ms client disconnect /chat {"reason":"transport close"}
    101ms client reconnect_attempt {"attempt":1}
    102ms client connect_error {"message":"no"}`;
  expect(first(drawn).marks.map(({ kind, count, others }) => [kind, count, others])).toEqual([['connect_error', 1, 2]]);
  expect(first(drawn, { toMs: 200, buckets: 1000 }).marks.map(({ kind }) => kind)).toEqual([
    'lost',
    'attempt',
    'connect_error',
  ]);
});

test('events are counted by direction and kind', () => {
  const { density } = first(
    `1ms > 42["a"]\n2ms < 42["b"]\n2ms < 430[1]\n7ms > 451-["up",{"_placeholder":true,"num":0}]\n7ms > hex 01`,
    { toMs: 10, buckets: 2 },
  );
  expect([...density]).toEqual([1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
});

test('entries of Sockscope’s own checks are in no lane, and counted', () => {
  const { connections, own } = seen(folded('1ms [1 auto] > GET #7 http://h/?EIO=4\n2ms > 42["a"]'));
  expect(own).toBe(1);
  expect(connections[0]?.gets).toEqual([]);
});

test('at a distance, requests that cannot be told apart are one with their number', () => {
  const polls = Array.from({ length: 500 }, (_, i) => `${i * 2}ms > GET #${i} http://h/\n${i * 2 + 1}ms < 200 #${i} 6`);
  const { gets } = first(polls.join('\n'), { toMs: 10_000, buckets: 100 });
  expect(gets).toEqual([{ from: 0, to: 999, count: 500, how: 'answered' }]);
  const near = first(polls.join('\n'), { fromMs: 100, toMs: 104, buckets: 100 });
  expect(near.gets.map(({ from, to }) => [from, to])).toEqual([
    [100, 101],
    [102, 103],
  ]);
});

test('an answer is bounded by its buckets, and counts every event once', () => {
  fc.assert(
    fc.property(someTraffic, fc.integer({ min: 1, max: 30 }), (events, buckets) => {
      const overview = new Overview(spoken());
      for (const entry of entriesOf(events)) overview.step(entry);
      const { connections, facts } = seen(overview, { buckets });
      for (const [i, { density, ...lanes }] of connections.entries()) {
        const { sent = 0, received = 0, acks = 0 } = facts?.[i] ?? {};
        expect(density.reduce((sum, figure) => sum + figure, 0)).toBe(sent + received + acks);
        const { gets, posts, channels, upgrades, beats, gaps, marks } = lanes;
        for (const list of [gets, posts, channels, upgrades, beats, gaps, marks])
          expect(list.length).toBeLessThanOrEqual(3 * buckets + 1);
      }
    }),
  );
});

test('the entry nearest to a moment is found in its lane', () => {
  const overview = folded(`0ms open #1 ws://h/\n1ms > #1 42["a"]\n50ms < #1 42["b"]\n51ms < #1 9x`);
  const near = (atMs: number, lane: 'events' | 'client' | 'polling' | 'channel') =>
    entryNear(overview, { atMs, conn: 1, lane });
  expect(near(20, 'events')).toBe(1);
  expect(near(40, 'events')).toBe(2);
  expect(near(40, 'client')).toBe(3);
  expect(near(40, 'channel')).toBe(0);
  expect(near(40, 'polling')).toBeUndefined();
});
