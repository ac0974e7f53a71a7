/** In the order of their numbers on the wire. */
export const SOCKET_PACKET_TYPES = [
  'CONNECT',
  'DISCONNECT',
  'EVENT',
  'ACK',
  'CONNECT_ERROR',
  'BINARY_EVENT',
  'BINARY_ACK',
] as const;
export type SocketPacketType = (typeof SOCKET_PACKET_TYPES)[number];

/** A decoded packet still lies on its text: every part can be found there again. */
export type SocketPacket = {
  readonly type: SocketPacketType;
  readonly nsp: string;
  /** NaN where the digits have blanks between them, as in the official parser. */
  readonly id: number | undefined;
  /** Binary frames that belong to it and follow; 0 for a packet that is not binary. */
  readonly attachments: number;
  /** Exactly as it came, `''` if there is none. */
  readonly json: string;
  /** From offset 1 to here stand the number of attachments and its dash. */
  readonly nspAt: number;
  /** From `nspAt` to here stand the namespace and its comma. */
  readonly idAt: number;
  /** From `idAt` to here stands the acknowledgement id; from here to the end, the JSON. */
  readonly jsonAt: number;
};
