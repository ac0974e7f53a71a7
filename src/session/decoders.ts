import { ENGINE_IO_3, ENGINE_IO_4, type EngineProtocol } from '../protocol/engineio/protocol.ts';
import {
  SOCKET_IO_4,
  SOCKET_IO_4_MSGPACK,
  SOCKET_IO_5,
  SOCKET_IO_5_MSGPACK,
  type SocketProtocol,
} from '../protocol/socketio/protocol.ts';
import type { Payload } from '../wire/wire-event.ts';
import type { ParserName, ProtocolName } from './header.ts';

/** How a connection's bytes are to be read. */
export type Decoders = {
  readonly engine: EngineProtocol;
  /** Undefined where Engine.IO is spoken alone: a message is nothing but itself. */
  readonly socket: SocketProtocol | undefined;
  /** Nobody knows yet whether it is Socket.IO: what cannot be read so is a message of bare Engine.IO. */
  readonly isUnknown?: true;
};

export function decodersFor(protocol: ProtocolName, parser: ParserName): Decoders {
  switch (protocol) {
    case 'v4':
      return { engine: ENGINE_IO_4, socket: parser === 'msgpack' ? SOCKET_IO_5_MSGPACK : SOCKET_IO_5 };
    case 'v2':
      return { engine: ENGINE_IO_3, socket: parser === 'msgpack' ? SOCKET_IO_4_MSGPACK : SOCKET_IO_4 };
    case 'eio4':
      return { engine: ENGINE_IO_4, socket: undefined };
    case 'eio3':
      return { engine: ENGINE_IO_3, socket: undefined };
  }
}

/**
 * For traffic of Sockscope's own, which is there to find out how a server speaks: each body and message is read as what
 * it looks like. A server of generation 3 answers so whatever it was asked.
 */
export const PROBE_DECODERS: Decoders = {
  engine: {
    ...ENGINE_IO_4,
    decodePart: (part) => (typeof part === 'string' ? ENGINE_IO_4 : ENGINE_IO_3).decodePart(part),
    splitPayload: (body) => (isGeneration3(body) ? ENGINE_IO_3 : ENGINE_IO_4).splitPayload(body),
  },
  socket: {
    ...SOCKET_IO_5,
    decodeMessage: (message) =>
      (typeof message === 'string' ? SOCKET_IO_5 : SOCKET_IO_5_MSGPACK).decodeMessage(message),
  },
  isUnknown: true,
};

/** Bytes, or a length and its colon where generation 4 has a packet's type. */
function isGeneration3(body: Payload): boolean {
  return typeof body !== 'string' || /^\d+:/.test(body);
}
