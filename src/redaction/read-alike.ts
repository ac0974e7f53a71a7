import { partIn } from '../protocol/engineio/span.ts';
import type { Decoders } from '../session/decoders.ts';
import { decodePart } from '../session/part.ts';
import { payloadOf, type Payload, type Via, type WireEvent } from '../wire/wire-event.ts';

/** Whether both are read as packets of the same types with the same ids and attachments, or fail for the same reason. */
export function isReadAlike(before: WireEvent, after: WireEvent, decoders: Decoders): boolean {
  const was = payloadOf(before);
  const is = payloadOf(after);
  if (was === is) return true;
  if (was === undefined || is === undefined || typeof was !== typeof is) return false;
  const via = 'via' in before ? before.via : 'websocket';
  const read = (payload: Payload) => readings(payload, via, before.kind === 'frame', decoders);
  return read(was).join('\n') === read(is).join('\n');
}

function readings(payload: Payload, via: Via, isFrame: boolean, decoders: Decoders): readonly string[] {
  if (isFrame) return [reading(payload, via, decoders)];
  return decoders.engine
    .splitPayload(payload)
    .map((span) =>
      span.malformed ? `malformed ${span.malformed.reason}` : reading(partIn(payload, span), via, decoders),
    );
}

function reading(part: Payload, via: Via, decoders: Decoders): string {
  const decoded = decodePart(part, via, decoders.engine);
  if (!decoded.ok) return decoded.error.reason;
  const packet = decoded.value;
  if (packet.type !== 'message') return packet.type;
  const form = typeof packet.body === 'string' ? 'text' : 'bytes';
  const message = decoders.socket?.decodeMessage(packet.body);
  if (!message) return form;
  if (!message.ok) return `${form} ${message.error.reason}`;
  const { type, id, attachments, json } = message.value;
  return `${form} ${type} ${id} ${attachments} ${json === '' ? 'empty' : json.charAt(0)}`;
}
