import type { Heartbeat, HeartbeatsView } from '../../projections/heartbeats-view.ts';
import { formatCount, formatMs, formatPlural, formatSpan } from '../format.ts';

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

/** What the countdown counts from. */
export function lastSign({ expected, points, rhythm }: HeartbeatsView): string {
  const { awaited, lastAt = -1 } = expected.at(-1) ?? {};
  const pingedAt = points.at.at(-1);
  if (pingedAt === undefined || lastAt < pingedAt) return 'handshake';
  if (awaited === 'pong' || rhythm?.pingedBy === 'server') return lastAt === pingedAt ? 'last ping' : 'handshake';
  // A sum of times may differ from the time itself in its last bits.
  return Math.abs(lastAt - pingedAt - (points.tookMs.at(-1) ?? NaN)) < 0.01 ? 'last pong' : 'handshake';
}

export type Figure = { readonly text: string; readonly tone?: 'warning' | 'error' };

/** The one line that the folded readout shows. */
export function heartbeatFigure(view: HeartbeatsView | undefined, next: Countdown | undefined): Figure {
  if (!view || (view.count === 0 && view.missed === 0 && !next)) return { text: 'none yet' };
  if (next && next.deadInMs < 0) {
    return { text: `silent ${formatSpan(-next.deadInMs)} past the deadline`, tone: 'error' };
  }
  if (view.rhythm?.pingedBy === 'client' && view.count > 0) return roundTripFigure(view, next);
  if (next && next.dueInMs < -100) {
    return { text: `ping late by ${formatSpan(-next.dueInMs)}, dead in ${formatSpan(next.deadInMs)}`, tone: 'warning' };
  }
  const { count, late, missed } = view;
  if (missed > 0) {
    const text = `${formatCount(count)} received · ${formatPlural(missed, 'deadline')} missed`;
    return { text, tone: next ? 'warning' : 'error' };
  }
  const worst = view.worstMarginMs === undefined ? '' : ` · ${worstText(view.worstMarginMs)}`;
  if (!next || late > 0) {
    return { text: `${formatCount(count)} received${worst}`, ...(late > 0 ? { tone: 'warning' } : {}) };
  }
  const soFar = count === 0 ? 'none due yet' : `${formatCount(count)} on time`;
  const due = `next in ${formatSpan(Math.max(0, next.dueInMs))}`;
  return { text: `${soFar} · ${due}, dead in ${formatSpan(next.deadInMs)}` };
}

function worstText(marginMs: number): string {
  const rounded = Math.round(marginMs);
  return rounded < 0 ? `one ${formatSpan(-rounded)} too late` : `worst margin ${formatMs(rounded)}`;
}

/** Where the client pings (Engine.IO 3). */
function roundTripFigure(view: HeartbeatsView, next: Countdown | undefined): Figure {
  const [newest, before] = view.latest.filter((line): line is Heartbeat => line.kind === 'ping');
  const last = newest?.roundTripMs ?? before?.roundTripMs;
  const roundTrip = last === undefined ? 'no pong yet' : `round trip ${formatMs(last)}`;
  if (newest?.roundTripMs === undefined && next) {
    return { text: `${roundTrip} · pong due within ${formatSpan(Math.max(0, next.deadInMs))}` };
  }
  if (view.missed > 0 && !next) {
    return { text: `${formatCount(view.count)} sent · ${formatPlural(view.missed, 'deadline')} missed`, tone: 'error' };
  }
  const due = next ? ` · next ping in ${formatSpan(Math.max(0, next.dueInMs))}` : '';
  return { text: `${formatCount(view.count)} sent · ${roundTrip}${due}` };
}
