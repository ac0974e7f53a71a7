import type { Payload } from '../wire/wire-event.ts';
import type { Explanation } from './explain/explanation.ts';
import type { Role } from './roles/role.ts';
import type { Row, RowId } from './row.ts';

/** One field of the Packet tab, in the protocol documents' words. */
export type Field = {
  readonly layer: 'Channel' | 'HTTP' | 'Engine.IO' | 'Socket.IO' | 'Client';
  readonly name: string;
  readonly value: string;
  /** Character (or byte) offset of the field in `payload`, and how many; absent where the frame does not spell it. */
  readonly offset?: number;
  readonly length?: number;
  /** Another row that this field leads to. */
  readonly link?: RowId;
};

/** Everything the Details region shows of one row. */
export type Details = {
  readonly row: Row;
  /** The packet's (or body's) exact text or bytes; absent for what has none. */
  readonly payload?: Payload;
  /** Of a bare message or an attachment: what it says, without the packet's type or the base64 around it. */
  readonly message?: Payload;
  /**
   * The packet's JSON exactly as it crossed (placeholders and number forms kept), but for the offset of connection state
   * recovery, which is a field; absent where it has none. MessagePack is written as JSON.
   */
  readonly json?: string;
  /** Instead of `json`, where it is the rest of `payload` from here on: megabytes should cross to the page once. */
  readonly jsonAt?: number;
  /** Bytes of the attachments that have come, in order: the `num` of a `_placeholder`. */
  readonly attachments: readonly Uint8Array[];
  readonly fields: readonly Field[];
  /** What each stretch of `payload` is for: they cover it from end to end. */
  readonly roles: readonly Role[];
  readonly explanation: Explanation;
  readonly malformed?: { readonly sentence: string; readonly offset: number };
  /** The packet carries an ack id, whether or not its answer ever came. */
  readonly wantsAck: boolean;
  /** Of a Socket.IO packet that carries one. */
  readonly ackId?: number;
  /** A sent EVENT or BINARY_EVENT, complete: it can be said again. */
  readonly canReplay: boolean;
};

/** The JSON of a row, wherever its details tell it. */
export function jsonOf({ json, jsonAt, payload }: Pick<Details, 'json' | 'jsonAt' | 'payload'>): string | undefined {
  return jsonAt === undefined || typeof payload !== 'string' ? json : payload.slice(jsonAt);
}
