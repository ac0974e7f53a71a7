import type { RowId } from './row.ts';

/** One received ping (Engine.IO 4: the server pings). All times in ms; `at` since the session's start. */
export type Heartbeat = {
  readonly number: number;
  readonly row: RowId;
  readonly conn: number;
  readonly at: number;
  /** Since the previous ping, or since the `open` for the first. */
  readonly intervalMs: number;
  /** `intervalMs - pingInterval`; negative is early. */
  readonly lateMs: number;
  /** Until our pong; undefined while unanswered. */
  readonly answeredMs?: number;
  /** How much was left to the deadline (`pingInterval + pingTimeout` after the previous ping) when it came. */
  readonly marginMs: number;
};

/** Punctuality, never latency: in Engine.IO 4 the server pings, so no round trip can be read from heartbeats. */
export type HeartbeatsView = {
  readonly count: number;
  readonly worstMarginMs?: number;
  /** Newest first, at most 200. */
  readonly latest: readonly Heartbeat[];
  /** Per connection that is alive: when the next ping is due and when silence means death. */
  readonly expected: readonly {
    readonly conn: number;
    readonly lastAt: number;
    readonly dueAt: number;
    readonly deadAt: number;
  }[];
};

export type StoryStepName =
  'handshake' | 'connect' | 'websocket-opens' | 'probe' | 'probe-answer' | 'noop' | 'upgrade' | 'failed' | 'closed';

export type StoryStep = {
  readonly name: StoryStepName;
  readonly row: RowId;
  readonly direction?: 'sent' | 'received';
  /** The packet or request as it crossed, shortened. */
  readonly text: string;
  readonly startAt: number;
  /** Absent where a moment has no length, or while it lasts. */
  readonly durationMs?: number;
};

/** One engine session's way to its transport. */
export type UpgradeStory = {
  readonly conn: number;
  readonly sid?: string;
  readonly outcome: 'connecting' | 'polling' | 'probing' | 'upgraded' | 'websocket' | 'failed' | 'closed';
  /** From the handshake's answer to the `upgrade` packet. */
  readonly upgradeMs?: number;
  /** Session time since when the current transport carries everything. */
  readonly since?: number;
  readonly steps: readonly StoryStep[];
};

export type Reconnect = {
  readonly conn: number;
  readonly lostAt: number;
  readonly reason: string;
  readonly attempts: number;
  /** Absent while it is still lost. */
  readonly backAt?: number;
};

export type TransportView = {
  /** Oldest first, at most the 50 newest. */
  readonly stories: readonly UpgradeStory[];
  readonly reconnects: readonly Reconnect[];
};

export type AckExchange = {
  readonly question: RowId;
  readonly answer?: RowId;
  readonly conn: number;
  /** Who asked. */
  readonly askedBy: 'client' | 'server';
  readonly nsp: string;
  readonly event: string;
  readonly id: number;
  readonly askedAt: number;
  /** Absent while it waits, and when the connection was lost before an answer came. */
  readonly tookMs?: number;
  readonly state: 'answered' | 'waiting' | 'lost';
};

export type AcksView = {
  readonly answered: number;
  readonly waitingForServer: number;
  readonly waitingForYou: number;
  readonly lost: number;
  /** Waiting ones first, then newest first; at most 200. */
  readonly latest: readonly AckExchange[];
};

export type InsightView = {
  readonly heartbeats: HeartbeatsView;
  readonly transport: TransportView;
  readonly acks: AcksView;
};
