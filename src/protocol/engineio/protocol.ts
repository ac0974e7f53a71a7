import type { Result } from '../../base/result.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';
import { decodePart as decodePart3 } from './decode-v3.ts';
import { decodeFrame } from './decode-v4.ts';
import type { EnginePacket } from './packet.ts';
import { splitPayload as splitPayload3 } from './payload-v3.ts';
import { splitPayload } from './payload-v4.ts';
import type { Span } from './span.ts';

/** What differs between the generations of Engine.IO. */
export type EngineProtocol = {
  readonly version: 3 | 4;
  /** Whether the server pings and the client answers, or the other way round. */
  readonly serverPings: boolean;
  /** One WebSocket frame. */
  readonly decodeFrame: (frame: Payload) => Result<EnginePacket, Malformed>;
  /** One packet of a polling body. */
  readonly decodePart: (part: Payload) => Result<EnginePacket, Malformed>;
  readonly splitPayload: (body: Payload) => readonly Span[];
  /** Characters or bytes of a frame or part that stand before its message. */
  readonly messageAt: (part: Payload) => number;
};

export const ENGINE_IO_4: EngineProtocol = {
  version: 4,
  serverPings: true,
  decodeFrame,
  decodePart: decodeFrame,
  splitPayload,
  messageAt: (part) => (typeof part === 'string' ? 1 : 0),
};

export const ENGINE_IO_3: EngineProtocol = {
  version: 3,
  serverPings: false,
  decodeFrame: decodePart3,
  decodePart: decodePart3,
  splitPayload: splitPayload3,
  messageAt: (part) => (typeof part === 'string' && part.startsWith('b') ? 2 : 1),
};

/** The same protocol for a reader that asks for one body's packets again and again: each row of it does. */
export function rememberingSplit(protocol: EngineProtocol): EngineProtocol {
  let last: { readonly body: Payload; readonly spans: readonly Span[] } | undefined;
  return {
    ...protocol,
    splitPayload: (body) => {
      if (last?.body !== body) last = { body, spans: protocol.splitPayload(body) };
      return last.spans;
    },
  };
}
