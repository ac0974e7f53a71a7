import type { Result } from '../../base/result.ts';
import type { Malformed } from '../malformed.ts';
import { decodePacket } from './decode-v5.ts';
import { type Emitted, encodeEvent, type EncodedPacket } from './encode-v5.ts';
import type { SocketPacket } from './packet.ts';

/** What differs between the generations of Socket.IO. */
export type SocketProtocol = {
  readonly version: 4 | 5;
  readonly decodePacket: (text: string) => Result<SocketPacket, Malformed>;
  readonly encodeEvent: (event: Emitted) => EncodedPacket;
};

export const SOCKET_IO_5: SocketProtocol = { version: 5, decodePacket, encodeEvent };
