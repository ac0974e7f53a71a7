import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import { ENGINE_PACKET_TYPES, type EnginePacket } from '../protocol/engineio/packet.ts';
import { packetAt } from '../session/part.ts';
import type { Payload } from '../wire/wire-event.ts';
import type { Field } from './details-view.ts';
import type { Row } from './row.ts';
import type { RowPart } from './row-part.ts';
import { packedFields, socketFields } from './socket-fields.ts';
import { countText, msText } from './words.ts';

/** The fields of one packet, layer by layer, with their places in what carries it. */
export function packetFields(row: Row, part: RowPart, hasOffset: boolean): readonly Field[] {
  const { payload, via, engine, decoders } = part;
  if (payload === undefined || via === undefined || !engine?.ok) return [];
  const packet = engine.value;
  const start = packetAt(payload, via);
  const fields: Field[] = [...headerFields(payload, start, packet), typeField(payload, start, packet, part)];
  if (packet.type === 'open') return [...fields, ...handshakeFields(packet.text)];
  if (packet.type !== 'message') return [...fields, ...dataFields(packet.text, start + 1, packet.text.length)];
  const { socket } = part;
  if (socket?.ok) {
    const ofSocket = socket.value.packed ? packedFields : socketFields;
    return [...fields, ...ofSocket(socket.value, part, row, hasOffset)];
  }
  if (socket) return fields;
  const { body } = packet;
  if (typeof body === 'string') return [...fields, ...dataFields(body, start + 1, payload.length - start - 1)];
  // A whole WebSocket frame has no place that could be pointed at.
  if (typeof payload !== 'string' && start === 0 && decoders.engine.messageAt(payload) === 0) return fields;
  const at = start === 0 ? decoders.engine.messageAt(payload) : start;
  return [...fields, ...dataFields(countText(body.length, 'byte'), at, payload.length - at)];
}

/** Of a WebTransport stream. */
function headerFields(payload: Payload, start: number, packet: EnginePacket): readonly Field[] {
  if (start === 0) return [];
  const kind = packet.type === 'message' && typeof packet.body !== 'string' ? 'bytes' : 'text';
  const value = `${kind}, ${countText(payload.length - start, 'byte')}`;
  return [{ layer: 'Engine.IO', name: 'header', value, offset: 0, length: start }];
}

function typeField(payload: Payload, start: number, packet: EnginePacket, { decoders }: RowPart): Field {
  const isBinary = packet.type === 'message' && typeof packet.body !== 'string';
  const numbered = `${packet.type} (${ENGINE_PACKET_TYPES.indexOf(packet.type)})`;
  const common = { layer: 'Engine.IO', name: 'type' } as const;
  if (!isBinary) return { ...common, value: numbered, offset: start, length: 1 };
  const spelled = start > 0 ? 0 : decoders.engine.messageAt(payload);
  const value = typeof payload === 'string' ? 'message (base64)' : spelled > 0 ? numbered : 'message (binary frame)';
  return spelled > 0 ? { ...common, value, offset: 0, length: spelled } : { ...common, value };
}

function dataFields(value: string, offset: number, length: number): readonly Field[] {
  return length === 0 ? [] : [{ layer: 'Engine.IO', name: 'data', value, offset, length }];
}

function handshakeFields(text: string): readonly Field[] {
  const handshake = decodeHandshake(text);
  if (!handshake.ok) return [];
  const { sid, upgrades, pingInterval, pingTimeout, maxPayload } = handshake.value;
  const field = (name: string, value: string): Field => ({ layer: 'Engine.IO', name, value });
  return [
    field('sid', sid),
    field('upgrades', upgrades.length === 0 ? 'none' : upgrades.join(', ')),
    field('pingInterval', msText(pingInterval)),
    field('pingTimeout', msText(pingTimeout)),
    ...(maxPayload === undefined ? [] : [field('maxPayload', countText(maxPayload, 'byte'))]),
  ];
}
