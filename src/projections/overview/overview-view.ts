import type { RowId } from '../row.ts';
import type { MarkKind } from './marks.ts';

export type LaneName = 'polling' | 'channel' | 'heartbeat' | 'events' | 'client';

export type OverviewAsk = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Bars of the Events lane; a third of one is the width below which neighbours are merged. */
  readonly buckets: number;
  /** Bars of the whole session's strip, and where it ends; left out where it has not changed. */
  readonly strip?: { readonly buckets: number; readonly toMs: number };
  /** An entry whose time is asked for. */
  readonly selected?: number;
  /** Totals of the whole session, for the text alternative. */
  readonly wantsFacts: boolean;
};

/** Neighbours that cannot be told apart at this width are one span with their `count`. Times in session ms. */
export type SpanView = {
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  readonly count: number;
};

export type PollView = SpanView & { readonly how: 'answered' | 'waiting' | 'failed' | 'abandoned' };

export type ChannelView = SpanView & {
  readonly via: 'websocket' | 'webtransport';
  /** Absent for one that never opened, or has not yet. */
  readonly openedAt?: number;
  readonly frames: number;
  readonly end: 'open' | 'closed' | 'cut' | 'failed';
};

export type UpgradeView = SpanView & {
  readonly answeredAt?: number;
  readonly upgradedAt?: number;
  /** From the handshake's answer to the `upgrade` packet. */
  readonly tookMs?: number;
};

/** `from` is when it was due, `to` when silence means death (or where the connection ended). */
export type BeatView = SpanView & { readonly pingAt?: number; readonly pongAt?: number };

export type GapView = SpanView & { readonly attempts: number };

export type MarkView = {
  readonly at: number;
  /** How many of its kind fall together. */
  readonly count: number;
  /** How many of other kinds do. */
  readonly others: number;
  readonly kind: MarkKind;
  /** Number of the attempt, or ms that it lasted. */
  readonly figure?: number;
};

/** Events by direction and kind, six figures a bucket: sent events, binary events, ACKs, then the received ones. */
export const SERIES = 6;

export type ConnectionLanesView = {
  readonly conn: number;
  readonly density: Uint32Array;
  readonly gets: readonly PollView[];
  readonly posts: readonly PollView[];
  readonly channels: readonly ChannelView[];
  readonly upgrades: readonly UpgradeView[];
  readonly beats: readonly BeatView[];
  readonly gaps: readonly GapView[];
  readonly marks: readonly MarkView[];
};

/** Totals of a connection over the whole session. */
export type ConnectionFacts = {
  readonly conn: number;
  readonly gets: number;
  readonly posts: number;
  readonly failedRequests: number;
  /** The 5 newest, and how many there are. */
  readonly channels: readonly ChannelView[];
  readonly channelCount: number;
  /** The 5 newest, in ms. */
  readonly upgradesMs: readonly number[];
  readonly upgrades: number;
  readonly failedUpgrades: number;
  readonly heartbeats: number;
  /** The 5 newest; `to` is absent while it is lost. */
  readonly gaps: readonly GapView[];
  readonly gapCount: number;
  readonly sent: number;
  readonly received: number;
  readonly binary: number;
  readonly acks: number;
  readonly marks: readonly { readonly kind: MarkKind; readonly count: number }[];
};

export type NoteView = { readonly at: number; readonly conn: number; readonly text: string; readonly count: number };

export type OverviewView = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  /** Of the newest entry. */
  readonly lastAt: number;
  /** By number. */
  readonly connections: readonly ConnectionLanesView[];
  readonly notes: readonly NoteView[];
  /** Of all connections, one figure a bar. */
  readonly strip?: Uint32Array;
  readonly selectedAt?: number;
  readonly facts?: readonly ConnectionFacts[];
  /** Entries of Sockscope's own checks, which no lane shows. */
  readonly own: number;
};

export type NearAsk = { readonly atMs: number; readonly conn: number; readonly lane: LaneName };

export type Near = { readonly row: RowId; readonly at: number };
