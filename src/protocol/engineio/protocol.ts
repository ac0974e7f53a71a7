import type { Result } from '../../base/result.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';
import { decodeFrame, decodePart } from './decode-v4.ts';
import type { EnginePacket } from './packet.ts';
import { splitPayload, type Span } from './payload-v4.ts';

/** What differs between the generations of Engine.IO. */
export type EngineProtocol = {
  readonly version: 3 | 4;
  /** Whether the server pings and the client answers, or the other way round. */
  readonly serverPings: boolean;
  readonly decodeFrame: (frame: Payload) => Result<EnginePacket, Malformed>;
  readonly decodePart: (part: string) => Result<EnginePacket, Malformed>;
  readonly splitPayload: (body: string) => readonly Span[];
};

export const ENGINE_IO_4: EngineProtocol = { version: 4, serverPings: true, decodeFrame, decodePart, splitPayload };

/** The same protocol for a reader that asks for one body's packets again and again: each row of it does. */
export function rememberingSplit(protocol: EngineProtocol): EngineProtocol {
  let last: { readonly body: string; readonly spans: readonly Span[] } | undefined;
  return {
    ...protocol,
    splitPayload: (body) => {
      if (last?.body !== body) last = { body, spans: protocol.splitPayload(body) };
      return last.spans;
    },
  };
}
