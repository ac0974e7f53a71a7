import {
  type BytePlace,
  SOCKET_PACKET_TYPES,
  type SocketPacket,
  type SocketPacketType,
} from '../protocol/socketio/packet.ts';
import { offsetIn, pidIn } from '../protocol/socketio/recovery.ts';
import { placeOf } from '../session/part.ts';
import type { Field } from './details-view.ts';
import type { Row } from './row.ts';
import { messageIn, type RowPart } from './row-part.ts';
import { countText } from './words.ts';

/** Of a packet in text; `hasOffset` where its last argument is the offset of connection state recovery. */
export function socketFields(packet: SocketPacket, part: RowPart, row: Row, hasOffset: boolean): readonly Field[] {
  const { type, nsp, nspAt, idAt, jsonAt, id, attachments, json } = packet;
  const message = messageIn(part) ?? '';
  const { length } = message;
  const spelled = (name: string, value: string, from: number, to: number): Field => ({
    layer: 'Socket.IO',
    name,
    value,
    ...place(part, from, to),
  });
  const query = queryIn(message.slice(nspAt, idAt), nsp);
  return [
    spelled('type', numbered(type), 0, Math.min(1, length)),
    ...(attachments > 0 ? [spelled('attachments', String(attachments), 1, nspAt)] : []),
    spelled('namespace', idAt > nspAt ? nsp : `${nsp} (left out)`, nspAt, idAt),
    ...(query === undefined ? [] : [said('query', query)]),
    ...eventField(row),
    spelled('ack id', id === undefined ? 'none' : String(id), idAt, jsonAt),
    spelled('payload', jsonAt < length ? `${countText(length - jsonAt, 'character')} of JSON` : 'none', jsonAt, length),
    ...recoveryFields(packet, json, row, hasOffset),
  ];
}

/** Of a packet in MessagePack, whose parts stand in any order. */
export function packedFields(packet: SocketPacket, part: RowPart, row: Row, hasOffset: boolean): readonly Field[] {
  const { type, nsp, id, json, packed } = packet;
  const { places = {} } = packed ?? {};
  const spelled = (name: string, value: string, at: BytePlace | undefined): Field => ({
    layer: 'Socket.IO',
    name,
    value,
    ...(at ? place(part, at.start, at.end) : {}),
  });
  const size = places.data && countText(places.data.end - places.data.start, 'byte');
  return [
    spelled('type', numbered(type), places.type),
    spelled('namespace', nsp, places.nsp),
    ...eventField(row),
    spelled('ack id', id === undefined ? 'none' : String(id), places.id),
    spelled('payload', size === undefined ? 'none' : `${size} of MessagePack`, places.data),
    ...recoveryFields(packet, json, row, hasOffset),
  ];
}

function place(part: RowPart, from: number, to: number): { readonly offset?: number; readonly length?: number } {
  const { payload, via, decoders } = part;
  const message = messageIn(part);
  if (to <= from || payload === undefined || via === undefined || message === undefined) return {};
  const offset = placeOf(payload, via, decoders.engine, message, from);
  return { offset, length: placeOf(payload, via, decoders.engine, message, to) - offset };
}

function numbered(type: SocketPacketType): string {
  return `${type} (${type === 'ERROR' ? 4 : SOCKET_PACKET_TYPES.indexOf(type)})`;
}

function said(name: string, value: string): Field {
  return { layer: 'Socket.IO', name, value };
}

function eventField({ event }: Row): readonly Field[] {
  return event === undefined ? [] : [said('event', event)];
}

/** Of a CONNECT of Socket.IO 4: what stands between the namespace and its comma. */
function queryIn(spelled: string | Uint8Array, nsp: string): string | undefined {
  if (typeof spelled !== 'string' || spelled.charAt(nsp.length) !== '?') return undefined;
  return spelled.slice(nsp.length + 1).replace(/,$/, '');
}

function recoveryFields({ type }: SocketPacket, json: string, row: Row, hasOffset: boolean): readonly Field[] {
  const pid = type === 'CONNECT' && row.direction === 'received' ? pidIn(json) : undefined;
  const offset = hasOffset ? offsetIn(json) : undefined;
  return [
    ...(pid === undefined ? [] : [said('pid', pid)]),
    ...(offset === undefined ? [] : [said('offset (recovery)', offset)]),
  ];
}
