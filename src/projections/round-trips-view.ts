import type { RowId } from './row.ts';

/**
 * Which question was answered: the GET that opens a session; a POST (its "ok"); the probe's ping; CONNECT; a ping of
 * Engine.IO 3; an event's acknowledgement.
 */
export type RoundTripKind = 'handshake' | 'post' | 'probe' | 'connect' | 'ping' | 'ack';

/** All times in ms. */
export type RoundTrip = {
  readonly kind: RoundTripKind;
  /** Of an acknowledgement; absent where further events share a line. */
  readonly event?: string;
  readonly count: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly lastMs: number;
  /** The newest answer. */
  readonly row: RowId;
};

export type RoundTripsView = readonly RoundTrip[];
