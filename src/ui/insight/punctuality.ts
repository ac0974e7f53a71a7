import type { Heartbeat, HeartbeatsView } from '../../projections/insight-view.ts';
import { formatCount, formatMs, formatSpan } from '../format.ts';

/** Timers and networks jitter: a ping is called late beyond this share of its interval. */
const LATE_SHARE = 0.1;

export function isLate({ lateMs, intervalMs }: Heartbeat): boolean {
  return lateMs > LATE_SHARE * (intervalMs - lateMs);
}

/** How the heartbeat of the newest live connection stands at `now`; all in ms. */
export type Countdown = {
  readonly sinceMs: number;
  /** Negative once it is overdue. */
  readonly dueInMs: number;
  readonly deadInMs: number;
  /** Shares of the whole time until the connection is dead. */
  readonly elapsedShare: number;
  readonly dueShare: number;
};

export function countdown({ expected }: HeartbeatsView, now: number): Countdown | undefined {
  const next = expected.at(-1);
  if (!next) return undefined;
  const wholeMs = Math.max(1, next.deadAt - next.lastAt);
  const sinceMs = Math.max(0, now - next.lastAt);
  return {
    sinceMs,
    dueInMs: next.dueAt - now,
    deadInMs: next.deadAt - now,
    elapsedShare: Math.min(1, sinceMs / wholeMs),
    dueShare: Math.min(1, (next.dueAt - next.lastAt) / wholeMs),
  };
}

export type Figure = { readonly text: string; readonly tone?: 'warning' | 'error' };

/** The one line that the folded readout shows. */
export function heartbeatFigure(view: HeartbeatsView | undefined, next: Countdown | undefined): Figure {
  if (!view || (view.count === 0 && !next)) return { text: 'none yet' };
  if (next && next.deadInMs < 0) {
    return { text: `silent ${formatSpan(-next.deadInMs)} past the deadline`, tone: 'error' };
  }
  const newest = view.latest[0];
  if (newest?.pingedBy === 'client') return roundTripFigure(view, newest, next);
  if (next && next.dueInMs < -100) {
    return { text: `ping late by ${formatSpan(-next.dueInMs)}, dead in ${formatSpan(next.deadInMs)}`, tone: 'warning' };
  }
  const late = view.latest.filter(isLate).length;
  const worst = view.worstMarginMs === undefined ? '' : ` · worst margin ${formatMs(view.worstMarginMs)}`;
  if (!next || late > 0) {
    return { text: `${formatCount(view.count)} received${worst}`, ...(late > 0 ? { tone: 'warning' } : {}) };
  }
  const soFar = view.count === 0 ? 'none due yet' : `${formatCount(view.count)} on time`;
  const due = `next in ${formatSpan(Math.max(0, next.dueInMs))}`;
  return { text: `${soFar} · ${due}, dead in ${formatSpan(next.deadInMs)}` };
}

/** Where the client pings (Engine.IO 3). */
function roundTripFigure(view: HeartbeatsView, newest: Heartbeat, next: Countdown | undefined): Figure {
  const last = newest.roundTripMs ?? view.latest[1]?.roundTripMs;
  const roundTrip = last === undefined ? 'no pong yet' : `round trip ${formatMs(last)}`;
  if (newest.roundTripMs === undefined && next) {
    return { text: `${roundTrip} · pong due within ${formatSpan(Math.max(0, next.deadInMs))}` };
  }
  const due = next ? ` · next ping in ${formatSpan(Math.max(0, next.dueInMs))}` : '';
  return { text: `${formatCount(view.count)} sent · ${roundTrip}${due}` };
}
