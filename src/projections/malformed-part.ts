import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { placedAt, type Malformed } from '../protocol/malformed.ts';
import { decodePacket } from '../protocol/socketio/decode-v5.ts';
import type { Payload } from '../wire/wire-event.ts';

/** Why a row that is known to be malformed is so; its neighbours are not needed to tell. */
export function malformedIn(payload: Payload | undefined, engine: EngineProtocol): Malformed {
  if (payload === undefined) return { reason: 'attachment-missing', offset: 0 };
  const decoded = engine.decodeFrame(payload);
  if (!decoded.ok) return decoded.error;
  const packet = decoded.value;
  if (packet.type === 'message' && typeof packet.body === 'string') {
    const message = decodePacket(packet.body);
    if (!message.ok) return placedAt(1, message.error);
  }
  if (packet.type === 'open') {
    const handshake = decodeHandshake(packet.text);
    if (!handshake.ok) return placedAt(1, handshake.error);
  }
  return { reason: 'attachment-unexpected', offset: 0 };
}
