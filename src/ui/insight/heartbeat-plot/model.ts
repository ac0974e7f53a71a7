import type {
  Absence,
  HeartbeatPoints,
  HeartbeatsView,
  MissedHeartbeat,
} from '../../../projections/heartbeats-view.ts';

/** Of the deadline: what is higher is cut off there, or it would flatten all the rest. */
const HIGHEST = 1.6;
/** So that a line at the top is seen whole. */
const HEADROOM = 1.02;
/** A pong's deadline is drawn only where it leaves the round trips this share of the height. */
const SEEN_SHARE = 0.25;

/** What is drawn; all in ms, x by the session's clock. */
export type HeartbeatPlot = {
  readonly points: HeartbeatPoints;
  /** By point: the interval where the server pings, the round trip where the client does. */
  readonly heights: readonly (number | null)[];
  /** Whether point `i` came late; a round trip never does. */
  readonly isLate: (i: number) => boolean;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly top: number;
  /** Where the next ping was expected. */
  readonly due: number | undefined;
  /** Where the connection is dead. */
  readonly dead: number | undefined;
  readonly missed: readonly MissedHeartbeat[];
  readonly absences: readonly Absence[];
};

/** `lastAt` is the session's end; a live one's plot reaches to the next deadline, so that it holds still meanwhile. */
export function heartbeatPlot(view: HeartbeatsView, lastAt: number): HeartbeatPlot {
  const { points, rhythm, absences } = view;
  const isClient = rhythm?.pingedBy === 'client';
  const heights = Array.from(isClient ? points.tookMs : points.intervalMs, (ms) => (Number.isNaN(ms) ? null : ms));
  const missed = view.latest.filter((line): line is MissedHeartbeat => line.kind === 'missed');
  const highest = heights.reduce<number>((most, ms) => Math.max(most, ms ?? 0), 0);
  const due = isClient ? undefined : rhythm?.pingInterval;
  const dead = deadlineOf(view, highest);
  const fromAt = (points.at[0] ?? 0) - (points.intervalMs[0] ?? 0);
  const deadAt = view.expected.at(-1)?.deadAt;
  return {
    points,
    heights,
    isLate: (i) => !isClient && points.late[i] === 1,
    fromAt,
    untilAt: Math.max(fromAt + 1, deadAt ?? Math.max(points.at.at(-1) ?? 0, missed[0]?.at ?? 0, lastAt)),
    top: topOf(highest, dead),
    due,
    dead,
    missed,
    absences,
  };
}

function topOf(highest: number, dead: number | undefined): number {
  if (dead === undefined) return Math.max(0.1, highest * 1.25);
  return Math.max(0.1, Math.min(HIGHEST * dead, Math.max(dead, highest)) * HEADROOM);
}

/** Changes when the plot does. */
export function plotState({ missed, points, expected, absences }: HeartbeatsView, isLive: boolean): string {
  const ends = [points.seq[0], points.seq.at(-1), points.tookMs.at(-1), expected.at(-1)?.deadAt];
  return [isLive, missed, ...ends, absences.at(-1)?.row.seq, absences.at(-1)?.untilAt].join(' ');
}

function deadlineOf({ rhythm }: HeartbeatsView, highest: number): number | undefined {
  if (!rhythm) return undefined;
  if (rhythm.pingedBy === 'server') return rhythm.pingInterval + rhythm.pingTimeout;
  return highest > SEEN_SHARE * rhythm.pingTimeout ? rhythm.pingTimeout : undefined;
}

/** The first ping after an absence began, which tells what it cost; -1 while there is none. */
export function firstAfter({ at }: HeartbeatPoints, fromAt: number): number {
  return at.findIndex((pingAt) => pingAt >= fromAt);
}
