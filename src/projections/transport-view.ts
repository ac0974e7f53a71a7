import type { StreamVia, Via } from '../wire/wire-event.ts';
import type { RowId } from './row.ts';

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
  readonly failure?: StoryFailure;
  readonly saving?: Saving;
};

/** What the way to the transport failed at. */
export type StoryFailure = {
  /** What did not come about. */
  readonly at: StoryStepName;
  /** What the client says of it: its row, and its words. */
  readonly client?: { readonly row: RowId; readonly words: string };
};

/** What a message cost before the upgrade and costs after it; all in bytes. */
export type Saving = {
  /** Of HTTP for each message that polling carried, as far as a page can see it. */
  readonly httpEach: number;
  /** How many that is the mean of, and in how many exchanges they crossed; 0 where only the handshake could be measured. */
  readonly polled: number;
  readonly exchanges: number;
  /** Of framing for each frame. */
  readonly framingEach: number;
  /** Since the upgrade. */
  readonly messages: number;
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
  /** Oldest first, at most the 50 newest of `channelCount`. */
  readonly channels: readonly ChannelView[];
  readonly channelCount: number;
};

/** One way of one channel. */
export type Flow = {
  readonly packets: number;
  /** Packets that carry something of the application. */
  readonly messages: number;
  /** Frames and bodies, without what the transport adds. */
  readonly bytes: number;
  /** What the transport adds to them; 0 for polling, whose HTTP is counted apart. */
  readonly framingBytes: number;
};

/** A WebSocket, a WebTransport stream, or all the polling of one Engine.IO session. Times since the session's start, in ms. */
export type ChannelView = {
  readonly conn: number;
  readonly via: Via;
  /** Where it begins. */
  readonly row: RowId;
  readonly sid?: string;
  readonly openedAt: number;
  readonly endedAt?: number;
  readonly end?: ChannelEnd;
  readonly sent: Flow;
  readonly received: Flow;
  readonly polling?: PollingView;
};

export type ChannelEnd = { readonly kind: 'closed' | 'failed' | 'upgraded'; readonly text: string };

export type PollingView = {
  readonly gets: number;
  /** Of the GETs that were answered. */
  readonly holdMeanMs: number;
  readonly holdMaxMs: number;
  /** Answered without a packet, or with a noop alone. */
  readonly emptyPolls: number;
  readonly posts: number;
  readonly failures: number;
  /** Packets in the bodies that had any. */
  readonly packetsPerGet: number;
  readonly packetsPerPost: number;
  /** Of HTTP around the bodies, as far as a page can see it. */
  readonly httpBytes: number;
};
