/** In the order of their numbers on the wire: Socket.IO 5, which is that of the releases 3 and 4. */
export const SOCKET_PACKET_TYPES = [
  'CONNECT',
  'DISCONNECT',
  'EVENT',
  'ACK',
  'CONNECT_ERROR',
  'BINARY_EVENT',
  'BINARY_ACK',
] as const;

/** Socket.IO 4, which is that of the releases 1 and 2. */
export const SOCKET_PACKET_TYPES_4 = [
  'CONNECT',
  'DISCONNECT',
  'EVENT',
  'ACK',
  'ERROR',
  'BINARY_EVENT',
  'BINARY_ACK',
] as const;

export type SocketPacketType = (typeof SOCKET_PACKET_TYPES | typeof SOCKET_PACKET_TYPES_4)[number];

/** A decoded packet still lies on its text: every part can be found there again. */
export type SocketPacket = {
  readonly type: SocketPacketType;
  /** Without the query that a CONNECT of Socket.IO 4 may carry there. */
  readonly nsp: string;
  /** NaN where the digits have blanks between them, as in the official parser. */
  readonly id: number | undefined;
  /** Binary frames that belong to it and follow; 0 for a packet that is not binary. */
  readonly attachments: number;
  /** Exactly as it came, `''` if there is none. What came as MessagePack is written as JSON. */
  readonly json: string;
  /** From offset 1 to here stand the number of attachments and its dash. */
  readonly nspAt: number;
  /** From `nspAt` to here stand the namespace and its comma. */
  readonly idAt: number;
  /** From `idAt` to here stands the acknowledgement id; from here to the end, the JSON. */
  readonly jsonAt: number;
  /** Of a packet in MessagePack, whose parts come in any order: the three places above mean nothing there. */
  readonly packed?: PackedParts;
};

/** From `start` (inclusive) to `end` (exclusive), in bytes of the message. */
export type BytePlace = { readonly start: number; readonly end: number };

export type PackedParts = {
  /** What the placeholders in `json` stand for, by their `num`. */
  readonly buffers: readonly Uint8Array[];
  /** `json` and `buffers` say all of it: there is nothing in it that JSON has no word for. */
  readonly isPlain: boolean;
  readonly places: Readonly<Partial<Record<'type' | 'nsp' | 'id' | 'data', BytePlace | undefined>>>;
};
