import { expect, test } from 'vitest';
import type { Heartbeat, HeartbeatsView } from '../../../src/projections/heartbeats-view.ts';
import { HeartbeatColumns } from '../../../src/projections/heartbeat-columns.ts';
import { seq } from '../../../src/session/entry.ts';
import { countdown, heartbeatFigure } from '../../../src/ui/insight/punctuality.ts';

const row = { seq: seq(0), part: 0 };

function beat(more: Partial<Heartbeat>): Heartbeat {
  return {
    kind: 'ping',
    number: 1,
    row,
    conn: 1,
    at: 5000,
    pingedBy: 'server',
    intervalMs: 5005,
    lateMs: 5,
    isLate: false,
    isUnanswered: false,
    marginMs: 3995,
    ...more,
  };
}

const live: HeartbeatsView = {
  count: 5,
  late: 0,
  missed: 0,
  worstMarginMs: 3990,
  latest: [beat({})],
  expected: [{ conn: 1, awaited: 'ping', lastAt: 10_000, dueAt: 15_000, deadAt: 19_000 }],
  rhythm: { pingInterval: 5000, pingTimeout: 4000, pingedBy: 'server' },
  points: new HeartbeatColumns().points([]),
  absences: [],
};

const figureAt = (view: HeartbeatsView, now: number) => heartbeatFigure(view, countdown(view, now));

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

test('late pings and missed deadlines are warnings', () => {
  expect(figureAt({ ...live, late: 1, worstMarginMs: 1236.4 }, 12_600)).toEqual({
    text: '5 received · worst margin 1,236 ms',
    tone: 'warning',
  });
  expect(figureAt({ ...live, late: 1, worstMarginMs: -1740 }, 12_600).text).toBe('5 received · one 1.7 s too late');
  const missed = { ...live, missed: 1 };
  expect(figureAt(missed, 12_600)).toEqual({ text: '5 received · 1 deadline missed', tone: 'warning' });
  expect(figureAt({ ...missed, count: 0, expected: [] }, 0)).toEqual({
    text: '0 received · 1 deadline missed',
    tone: 'error',
  });
});

test('where the client pings, the figure is the round trip', () => {
  const answered = beat({ pingedBy: 'client', roundTripMs: 12.4 });
  const rhythm = { pingInterval: 5000, pingTimeout: 4000, pingedBy: 'client' } as const;
  const pinging: HeartbeatsView = { ...live, rhythm, latest: [answered] };
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
