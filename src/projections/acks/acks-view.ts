import type { RowId } from '../row.ts';
import type { StrayReason } from './ack-sockets.ts';
import type { LatencyView } from './latencies.ts';

/** `late`: the answer came after the client had given it up. The last three are answers that no question waits for. */
export type AckState = 'waiting' | 'answered' | 'late' | 'timed-out' | 'lost' | StrayReason;

/** A question with what became of it, or an answer that nobody waits for. All times in ms. */
export type AckExchange = {
  /** Of a stray answer: the one that it seems to be for, where that is known. */
  readonly question?: RowId;
  readonly answer?: RowId;
  readonly conn: number;
  /** Who asked. */
  readonly askedBy: 'client' | 'server';
  readonly nsp: string;
  /** Empty where an answer tells of no question. */
  readonly event: string;
  readonly id: number;
  /** When it was asked; of an answer without a question, when that came. */
  readonly askedAt: number;
  /** Absent while it waits, and when the connection was lost before an answer came. */
  readonly tookMs?: number;
  /** What the client waited before it gave up. */
  readonly timeoutMs?: number;
  readonly state: AckState;
};

/** All questions of one name. */
export type AckEvent = {
  readonly askedBy: 'client' | 'server';
  readonly nsp: string;
  /** Empty for those together that are too many to be told apart. */
  readonly event: string;
  readonly asked: number;
  /** Timed out or lost, and without an answer since. */
  readonly unanswered: number;
  /** Of those that were answered. */
  readonly took?: LatencyView;
};

export type AcksView = {
  /** In time. */
  readonly answered: number;
  readonly late: number;
  readonly waitingForServer: number;
  readonly waitingForYou: number;
  readonly timedOut: number;
  readonly lost: number;
  readonly duplicate: number;
  /** Answers that nobody has asked for, or whose question was lost before. */
  readonly unasked: number;
  /** Waiting ones first, then newest first; at most 200. */
  readonly latest: readonly AckExchange[];
  /** The most asked first, at most 50 of `eventCount`. */
  readonly events: readonly AckEvent[];
  readonly eventCount: number;
};
