import type { Direction } from '../../wire/wire-event.ts';

/** One event's traffic in one direction of one namespace. */
export type Talker = {
  /** An acknowledgement stands under its question's name. */
  readonly event?: string;
  /** Those together that are too many to be told apart. */
  readonly isRest: boolean;
  readonly kind: 'event' | 'ack' | 'message';
  readonly direction: Direction;
  /** Absent for a message of Engine.IO alone. */
  readonly nsp?: string;
  readonly count: number;
  /** Of its packets with their attachments. */
  readonly bytes: number;
  /** Packets a second just now. */
  readonly nowPerSecond: number;
};

/** One direction's totals. */
export type Traffic = {
  /** Events, or messages of Engine.IO alone. */
  readonly events: number;
  /** Of everything: acknowledgements, heartbeats, handshakes as well. */
  readonly bytes: number;
  readonly eventsPerSecond: number;
  readonly bytesPerSecond: number;
};

/** How much crosses in which time. */
export type RatesView = {
  /** Session time of the first entry, and up to which "now" is meant. */
  readonly since: number;
  readonly now: number;
  readonly sent: Traffic;
  readonly received: Traffic;
  /** Over time from the session's start: sums of each bucket. */
  readonly widthMs: number;
  readonly sentEvents: readonly number[];
  readonly receivedEvents: readonly number[];
  readonly sentBytes: readonly number[];
  readonly receivedBytes: readonly number[];
  /** The most frequent first, at most 200 of `talkerCount`. */
  readonly talkers: readonly Talker[];
  readonly talkerCount: number;
};
