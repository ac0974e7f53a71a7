import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import { placedAt, type Malformed } from '../protocol/malformed.ts';
import { flawInPart, packetAt } from '../session/part.ts';
import type { RowPart } from './row-part.ts';

/** What is wrong with a part by itself. */
export function flawIn({ payload, via, decoders, engine, socket }: RowPart): Malformed | undefined {
  if (payload === undefined || via === undefined || !engine) return undefined;
  if (!engine.ok) return engine.error;
  const packet = engine.value;
  if (packet.type === 'message' && socket && !socket.ok && !decoders.isUnknown) {
    return flawInPart(socket.error, payload, via, decoders.engine, packet.body);
  }
  if (packet.type === 'open') {
    const handshake = decodeHandshake(packet.text);
    if (!handshake.ok) return placedAt(packetAt(payload, via) + 1, handshake.error);
  }
  return undefined;
}

/** Why a row that is known to be malformed is so; its neighbours are not needed to tell. */
export function malformedIn(part: RowPart): Malformed {
  if (part.payload === undefined || part.via === undefined || !part.engine) {
    return { reason: 'attachment-missing', offset: 0 };
  }
  return flawIn(part) ?? { reason: 'attachment-unexpected', offset: 0 };
}
