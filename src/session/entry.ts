import type { Brand } from '../base/brand.ts';
import type { EnginePacket, EnginePacketType } from '../protocol/engineio/packet.ts';
import type { Malformed } from '../protocol/malformed.ts';
import type { SocketPacket, SocketPacketType } from '../protocol/socketio/packet.ts';
import type { Direction, WireEvent } from '../wire/wire-event.ts';

/** Position in the log. Dense, starts at 0, never reused: it is the entry's name everywhere. */
export type Seq = Brand<number, 'Seq'>;

export function seq(position: number): Seq {
  return position as Seq;
}

export type PacketKind = EnginePacketType | SocketPacketType | 'attachment' | 'malformed';

/** One packet of an entry: a frame is one, a polling body holds several. */
export type Packet = {
  readonly kind: PacketKind;
  readonly direction: Direction;
  /** Where it stands in the entry's payload, in characters (bytes for a binary payload). */
  readonly start: number;
  readonly end: number;
  readonly engine: EnginePacket | undefined;
  readonly socket: SocketPacket | undefined;
  /** Offset counts from `start`. */
  readonly malformed: Malformed | undefined;
  /** The entry that holds the header of this attachment, or of the attachments that never came. */
  readonly header: Seq | undefined;
};

/** A WireEvent in the log, and what was decoded from it. */
export type Entry = { readonly seq: Seq; readonly event: WireEvent; readonly packets: readonly Packet[] };
