import { utf8Length } from '../base/bytes.ts';
import type { Result } from '../base/result.ts';
import type { EnginePacket } from '../protocol/engineio/packet.ts';
import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { decodeStreamPacket, streamHeader } from '../protocol/engineio/stream-packet.ts';
import { placedAt, type Malformed } from '../protocol/malformed.ts';
import type { Payload, Via } from '../wire/wire-event.ts';

// A part is what carries one packet: a frame, a packet of a polling body, or a packet of a WebTransport stream with the
// header before it.

export function decodePart(part: Payload, via: Via, engine: EngineProtocol): Result<EnginePacket, Malformed> {
  switch (via) {
    case 'websocket':
      return engine.decodeFrame(part);
    case 'polling':
      return engine.decodePart(part);
    case 'webtransport':
      // Text only in a file that was written by hand.
      return typeof part === 'string' ? engine.decodeFrame(part) : decodeStreamPacket(part);
  }
}

/** Where in `part` the Engine.IO packet begins: behind a stream's header, else at the start. */
export function packetAt(part: Payload, via: Via): number {
  if (via !== 'webtransport' || typeof part === 'string') return 0;
  const header = streamHeader(part);
  return header.ok ? header.value.headerBytes : 0;
}

/** Where in `part` offset `offset` of the message stands that it carries. */
export function placeOf(part: Payload, via: Via, engine: EngineProtocol, message: Payload, offset: number): number {
  if (typeof part === 'string') {
    const start = engine.messageAt(part);
    // In base64 four characters stand for three bytes.
    return start + (typeof message === 'string' ? offset : Math.floor((offset * 4) / 3));
  }
  if (via !== 'webtransport') return engine.messageAt(part) + offset;
  const start = packetAt(part, via);
  // Text has its type, a character, before it; bytes have none.
  return typeof message === 'string' ? start + 1 + utf8Length(message.slice(0, offset)) : start + offset;
}

/** The message's flaw as a flaw of its part. */
export function flawInPart(
  flaw: Malformed,
  part: Payload,
  via: Via,
  engine: EngineProtocol,
  message: Payload,
): Malformed {
  // Nearly every message: text behind its type.
  if (typeof part === 'string' && typeof message === 'string') return placedAt(1, flaw);
  return { reason: flaw.reason, offset: placeOf(part, via, engine, message, flaw.offset) };
}
