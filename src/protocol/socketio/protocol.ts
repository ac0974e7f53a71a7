import { fail, type Result } from '../../base/result.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';
import { decodeMsgpack } from './decode-msgpack.ts';
import { decodePacket as decodePacket4 } from './decode-v4.ts';
import { decodePacket as decodePacket5 } from './decode-v5.ts';
import { SOCKET_PACKET_TYPES, SOCKET_PACKET_TYPES_4, type SocketPacket, type SocketPacketType } from './packet.ts';

/** What differs between the generations of Socket.IO and their parsers. */
export type SocketProtocol = {
  readonly version: 4 | 5;
  readonly parser: 'default' | 'msgpack';
  /** Undefined for bytes that belong to the packet before them. */
  readonly decodeMessage: (message: Payload) => Result<SocketPacket, Malformed> | undefined;
};

export const SOCKET_IO_5: SocketProtocol = {
  version: 5,
  parser: 'default',
  decodeMessage: (message) => (typeof message === 'string' ? decodePacket5(message) : undefined),
};

export const SOCKET_IO_4: SocketProtocol = {
  version: 4,
  parser: 'default',
  decodeMessage: (message) => (typeof message === 'string' ? decodePacket4(message) : undefined),
};

export const SOCKET_IO_5_MSGPACK = msgpack(5, SOCKET_PACKET_TYPES.slice(0, 5));
/** Its client marks events with bytes as binary, although they stand in the packet. */
export const SOCKET_IO_4_MSGPACK = msgpack(4, SOCKET_PACKET_TYPES_4);

function msgpack(version: 4 | 5, types: readonly SocketPacketType[]): SocketProtocol {
  return {
    version,
    parser: 'msgpack',
    decodeMessage: (message) =>
      typeof message === 'string' ? fail({ reason: 'text-for-bytes', offset: 0 }) : decodeMsgpack(message, types),
  };
}
