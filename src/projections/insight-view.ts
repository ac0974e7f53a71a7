import type { StreamVia } from '../wire/wire-event.ts';
import type { RowId } from './row.ts';

/** One ping: received in Engine.IO 4, sent in Engine.IO 3. All times in ms; `at` since the session's start. */
export type Heartbeat = {
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
  /** Until our pong, where the server pinged; undefined while unanswered. */
  readonly answeredMs?: number;
  /** Until the server's pong, where the client pinged; undefined while unanswered. */
  readonly roundTripMs?: number;
  /** How much was left to the deadline (`pingInterval + pingTimeout` after the previous ping) when it came. */
  readonly marginMs: number;
};

export type ExpectedHeartbeat = {
  readonly conn: number;
  /** A client that pings (Engine.IO 3) waits for the pong until it is dead: that is then due at the same time. */
  readonly awaited: 'ping' | 'pong';
  readonly lastAt: number;
  readonly dueAt: number;
  readonly deadAt: number;
};

/** Punctuality where the server pings: no round trip can be read from that. Where the client does, round trips. */
export type HeartbeatsView = {
  readonly count: number;
  readonly worstMarginMs?: number;
  /** Newest first, at most 200. */
  readonly latest: readonly Heartbeat[];
  /** Per connection that is alive: when the next ping is due and when silence means death. */
  readonly expected: readonly ExpectedHeartbeat[];
};

export type StoryStepName =
  | 'handshake'
  | 'connect'
  | 'websocket-opens'
  | 'webtransport-opens'
  | 'probe'
  | 'probe-answer'
  | 'noop'
  | 'upgrade'
  | 'failed'
  | 'closed';

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
  readonly outcome:
    'connecting' | 'polling' | 'probing' | 'upgraded' | 'websocket' | 'webtransport' | 'failed' | 'closed';
  /** Of an upgrade that was done or tried: to what. */
  readonly upgradesTo?: StreamVia;
  /** From the handshake's answer to the `upgrade` packet. */
  readonly upgradeMs?: number;
  /** Session time since when the current transport carries everything. */
  readonly since?: number;
  readonly steps: readonly StoryStep[];
};

/** One attempt to come back. All times in ms. */
export type ReconnectTry = {
  readonly row: RowId;
  readonly attempt: number;
  /** Since the loss, or since the attempt before this one failed. */
  readonly waitedMs: number;
  /** Before chance moved it, between `leastMs` and `mostMs`; absent where the client does not tell. */
  readonly plannedMs?: number;
  readonly leastMs?: number;
  readonly mostMs?: number;
  /** Why it failed, in the client's words. */
  readonly failed?: string;
};

export type Reconnect = {
  readonly conn: number;
  readonly lostAt: number;
  readonly reason: string;
  readonly attempts: number;
  /** The 20 newest. */
  readonly tries: readonly ReconnectTry[];
  /** Absent while it is still lost. */
  readonly backAt?: number;
  /** Of the new Engine.IO session. */
  readonly sid?: string;
  /** Whether the server took up the state from before the loss; absent where it was not asked. */
  readonly recovered?: boolean;
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
