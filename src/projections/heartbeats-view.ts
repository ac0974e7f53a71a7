import type { RowId } from './row.ts';

// All times in ms; `at` since the session's start.

/** One ping: received in Engine.IO 4, sent in Engine.IO 3. */
export type Heartbeat = {
  readonly kind: 'ping';
  /** Within its connection, from 1. */
  readonly number: number;
  readonly row: RowId;
  readonly conn: number;
  readonly at: number;
  /** The server in Engine.IO 4, the client in Engine.IO 3. */
  readonly pingedBy: 'server' | 'client';
  /** Since the previous ping, or since the `open` for the first. */
  readonly intervalMs: number;
  /** Past `pingInterval`, which the client counts from the pong on; negative is early. */
  readonly lateMs: number;
  /** Later than timers and networks make it. */
  readonly isLate: boolean;
  /** Until our pong, where the server pinged; undefined while unanswered. */
  readonly answeredMs?: number;
  /** Until the server's pong, where the client pinged; undefined while unanswered. */
  readonly roundTripMs?: number;
  /** The next ping came, or the connection ended, before its pong. */
  readonly isUnanswered: boolean;
  /** How much was left to the deadline (`pingInterval + pingTimeout` after the previous ping) when it came. */
  readonly marginMs: number;
};

/** What was awaited did not come before the deadline, and the connection ended. */
export type MissedHeartbeat = {
  readonly kind: 'missed';
  /** The row that tells the connection's end. */
  readonly row: RowId;
  readonly conn: number;
  readonly awaited: 'ping' | 'pong';
  /** The deadline. */
  readonly at: number;
  /** From the last sign of life to the deadline. */
  readonly silentMs: number;
};

export type ExpectedHeartbeat = {
  readonly conn: number;
  /** A client that pings (Engine.IO 3) waits for the pong until it is dead: that is then due at the same time. */
  readonly awaited: 'ping' | 'pong';
  readonly lastAt: number;
  readonly dueAt: number;
  readonly deadAt: number;
};

/** What the newest handshake asked for. */
export type Rhythm = {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  readonly pingedBy: 'server' | 'client';
};

/** Pings for the plot, oldest first, at most the 2,000 newest, a figure a column. */
export type HeartbeatPoints = {
  readonly at: Float64Array;
  readonly intervalMs: Float64Array;
  readonly lateMs: Float64Array;
  readonly marginMs: Float64Array;
  /** Until the pong, whoever pinged; NaN where none has come. */
  readonly tookMs: Float64Array;
  /** 1 where it was late. */
  readonly late: Uint8Array;
  /** Its row. */
  readonly seq: Uint32Array;
  readonly part: Uint32Array;
};

/** `hidden`: the tab was in the background; `frozen`: the browser stopped the page; `paused`: the client's own thread. */
export type AbsenceKind = 'hidden' | 'frozen' | 'paused';

/** While it lasted, the tab could not do what it does in front. */
export type Absence = {
  readonly kind: AbsenceKind;
  readonly row: RowId;
  readonly conn: number;
  readonly fromAt: number;
  /** Absent while it lasts. */
  readonly untilAt?: number;
};

/** Punctuality where the server pings: no round trip can be read from that. Where the client does, round trips. */
export type HeartbeatsView = {
  readonly count: number;
  readonly late: number;
  readonly missed: number;
  readonly worstMarginMs?: number;
  /** Newest first, at most 200. */
  readonly latest: readonly (Heartbeat | MissedHeartbeat)[];
  /** Per connection that is alive: when the next ping is due and when silence means death. */
  readonly expected: readonly ExpectedHeartbeat[];
  readonly rhythm?: Rhythm;
  readonly points: HeartbeatPoints;
  /** Oldest first, at most the 50 newest of each connection. */
  readonly absences: readonly Absence[];
};
