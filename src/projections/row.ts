import type { Seq } from '../session/entry.ts';
import type { CaptureMs, Direction, Via } from '../wire/wire-event.ts';

/** A packet's protocol name, `attachment`, or the WireEvent's own kind. */
export const ROW_KINDS = [
  'malformed',
  'open',
  'close',
  'ping',
  'pong',
  'message',
  'upgrade',
  'noop',
  'CONNECT',
  'DISCONNECT',
  'EVENT',
  'ACK',
  'CONNECT_ERROR',
  'BINARY_EVENT',
  'BINARY_ACK',
  'attachment',
  'request',
  'response',
  'opened',
  'closed',
  'failed',
  'client',
  'user',
  // Of Socket.IO 1 and 2, what later is CONNECT_ERROR.
  'ERROR',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/**
 * Names a row: the entry's `seq`, and which part of it. Part 0 of a polling request or response is the HTTP exchange
 * itself, 1, 2, … are the packets in its body; every other entry has part 0 only.
 */
export type RowId = { readonly seq: Seq; readonly part: number };

/** How many rows hang under this one, as far as they match: packets of a body, attachments of a packet. */
export type RowGroup = { readonly parts: number; readonly isFolded: boolean };

/** What the timeline shows of one part of an entry. */
export type Row = RowId & {
  /** Position among the rows that match the current filter, from 0. */
  readonly index: number;
  readonly at: CaptureMs;
  readonly conn: number;
  readonly direction?: Direction;
  readonly kind: RowKind;
  /** Which layer speaks: decides the row's weight on screen. */
  readonly layer: 'engine' | 'socket' | 'client';
  /** The upgrade's own ping and pong (`2probe`, `3probe`), `upgrade` and the `noop` that ends the poll. */
  readonly isUpgrade: boolean;
  readonly nsp?: string;
  readonly event?: string;
  /** Start of the payload on one line, at most `PREVIEW_CHARACTERS`. */
  readonly data: string;
  /** What we say about it, e.g. "421 ms", "8 ms late · 3,992 ms to the deadline", "JSON ends at 31". */
  readonly note?: string;
  readonly tone?: 'warning' | 'error';
  /** Bytes on the wire of this part (UTF-8 for text), without transport framing. */
  readonly sizeBytes?: number;
  readonly via?: Via;
  /** The other half of a question and its answer. */
  readonly pair?: RowId;
  readonly pairEnd?: 'question' | 'answer';
  /** A question that wants an answer which has not come. */
  readonly isPending: boolean;
  /** Acknowledgement id. */
  readonly ackId?: number;
  /** Number of its WebSocket, stream or request within the session. */
  readonly chan?: number;
  /** How long the question waited for this answer. */
  readonly latencyMs?: number;
  readonly group?: RowGroup;
  /** What a person says about it; an empty text is a mark. */
  readonly remark?: string;
};

export const PREVIEW_CHARACTERS = 240;
