import { expect, test } from 'vitest';
import type { AcksView, Heartbeat, HeartbeatsView, TransportView } from '../../../src/projections/insight-view.ts';
import { seq } from '../../../src/session/entry.ts';
import { acksFigure, tookText } from '../../../src/ui/insight/ack-words.ts';
import { countdown, heartbeatFigure, isLate } from '../../../src/ui/insight/punctuality.ts';
import { stepBars, transportFigure } from '../../../src/ui/insight/story-words.ts';

const row = { seq: seq(0), part: 0 };

function beat(more: Partial<Heartbeat>): Heartbeat {
  return {
    number: 1,
    row,
    conn: 1,
    at: 5000,
    pingedBy: 'server',
    intervalMs: 5005,
    lateMs: 5,
    marginMs: 3995,
    ...more,
  };
}

const live: HeartbeatsView = {
  count: 5,
  worstMarginMs: 3990,
  latest: [beat({})],
  expected: [{ conn: 1, awaited: 'ping', lastAt: 10_000, dueAt: 15_000, deadAt: 19_000 }],
};

const figureAt = (view: HeartbeatsView, now: number) => heartbeatFigure(view, countdown(view, now));

test('a ping is late by its share of the interval, not by a few milliseconds', () => {
  expect(isLate(beat({}))).toBe(false);
  expect(isLate(beat({ intervalMs: 7764, lateMs: 2764 }))).toBe(true);
  expect(isLate(beat({ intervalMs: 330, lateMs: 30 }))).toBe(false);
});

test('a live connection counts down to the next ping and to its death', () => {
  expect(figureAt(live, 12_600)).toEqual({ text: '5 on time · next in 2.4 s, dead in 6.4 s' });
  expect(figureAt({ ...live, count: 0, latest: [] }, 12_600).text).toMatch(/^none due yet · next in 2\.4 s/);
});

test('an overdue ping warns, silence past the deadline is an error', () => {
  expect(figureAt(live, 16_200)).toEqual({ text: 'ping late by 1.2 s, dead in 2.8 s', tone: 'warning' });
  expect(figureAt(live, 20_000)).toEqual({ text: 'silent 1.0 s past the deadline', tone: 'error' });
});

test('a recorded session tells how many came and the worst margin', () => {
  const saved = { ...live, count: 11, worstMarginMs: 1236, expected: [] };
  expect(figureAt(saved, 0)).toEqual({ text: '11 received · worst margin 1,236 ms' });
  expect(heartbeatFigure(undefined, undefined)).toEqual({ text: 'none yet' });
});

test('where the client pings, the figure is the round trip', () => {
  const answered = beat({ pingedBy: 'client', roundTripMs: 12.4 });
  const pinging: HeartbeatsView = { ...live, latest: [answered] };
  expect(figureAt(pinging, 12_600).text).toBe('5 sent · round trip 12.4 ms · next ping in 2.4 s');
  const waiting: HeartbeatsView = {
    ...pinging,
    latest: [beat({ pingedBy: 'client' }), answered],
    expected: [{ conn: 1, awaited: 'pong', lastAt: 10_000, dueAt: 14_000, deadAt: 14_000 }],
  };
  expect(figureAt(waiting, 11_000).text).toBe('round trip 12.4 ms · pong due within 3.0 s');
});

test('the countdown is in shares of the time until death', () => {
  expect(countdown(live, 14_500)).toMatchObject({ elapsedShare: 0.5, dueInMs: 500, deadInMs: 4500 });
  expect(countdown(live, 99_000)?.elapsedShare).toBe(1);
});

test('the transport figure tells how it came about', () => {
  const upgraded: TransportView = {
    stories: [{ conn: 1, outcome: 'upgraded', upgradeMs: 14.02, since: 18, steps: [] }],
    reconnects: [],
  };
  expect(transportFigure(upgraded).text).toBe('upgraded after 14.0 ms · websocket');
  const lost = { conn: 1, lostAt: 1, reason: 'transport close', attempts: 1, tries: [] };
  const back = { ...lost, backAt: 2 };
  expect(
    transportFigure({
      stories: [{ conn: 1, outcome: 'websocket', since: 15_290, steps: [] }],
      reconnects: [back, lost],
    }),
  ).toEqual({
    text: 'websocket since 15.290 s · 1 reconnect',
  });
  expect(transportFigure(undefined).text).toBe('none yet');
});

test('steps lie within their story', () => {
  const step = { name: 'probe', row, text: '' } as const;
  const bars = stepBars([
    { ...step, startAt: 100, durationMs: 4 },
    { ...step, startAt: 106 },
    { ...step, startAt: 104, durationMs: 4 },
  ]);
  expect(bars).toEqual([
    { left: 0, width: 0.5 },
    { left: 0.75, width: 0 },
    { left: 0.5, width: 0.5 },
  ]);
});

test('acknowledgements tell who waits for whom', () => {
  const exchange = { question: row, conn: 1, nsp: '/', event: 'ask', id: 1 };
  const view: AcksView = {
    answered: 6,
    waitingForServer: 1,
    waitingForYou: 1,
    lost: 0,
    latest: [
      { ...exchange, askedBy: 'client', askedAt: 1000, state: 'waiting' },
      { ...exchange, askedBy: 'server', askedAt: 500, state: 'waiting' },
    ],
  };
  expect(acksFigure(view, 4100)).toEqual({ text: '6 answered · 1 waiting 3.1 s · 1 asked of you', tone: 'warning' });
  expect(tookText({ ...exchange, askedBy: 'client', askedAt: 1000, state: 'waiting' }, 2100, true)).toBe('waits 1.1 s');
  expect(tookText({ ...exchange, askedBy: 'client', askedAt: 1000, state: 'waiting' }, 2100, false)).toBe('no answer');
  expect(tookText({ ...exchange, askedBy: 'client', askedAt: 1, tookMs: 421, state: 'answered' }, 0, true)).toBe(
    '421 ms',
  );
});
