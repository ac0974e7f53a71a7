import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { decodePacket } from '../protocol/socketio/decode-v5.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import type { Payload, WireEvent } from '../wire/wire-event.ts';
import type { Field } from './details-view.ts';
import type { Row } from './row.ts';
import { countText, msText } from './words.ts';

const ENGINE_NUMBERS = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const SOCKET_NUMBERS = ['CONNECT', 'DISCONNECT', 'EVENT', 'ACK', 'CONNECT_ERROR', 'BINARY_EVENT', 'BINARY_ACK'];

/** Both layers' fields of one row, with their places in its payload. */
export function fieldsOf(
  row: Row,
  event: WireEvent,
  payload: Payload | undefined,
  engine: EngineProtocol,
): readonly Field[] {
  const ofPacket = event.kind === 'frame' || row.part > 0;
  return [
    ...channelFields(event),
    ...(ofPacket ? packetFields(row, payload, engine) : eventFields(event)),
    ...pairFields(row),
  ];
}

function channelFields(event: WireEvent): readonly Field[] {
  if (!('chan' in event)) return [];
  return [
    { layer: 'Channel', name: 'transport', value: event.via },
    { layer: 'Channel', name: 'channel', value: String(event.chan) },
    ...(event.kind === 'frame' ? [] : httpFields(event)),
  ];
}

function httpFields(event: Exclude<Extract<WireEvent, { chan: number }>, { kind: 'frame' }>): readonly Field[] {
  switch (event.kind) {
    case 'request':
    case 'response': {
      const headers = Object.entries(event.headers ?? {});
      const first: readonly Field[] =
        event.kind === 'request'
          ? [
              { layer: 'HTTP', name: 'method', value: event.method },
              { layer: 'HTTP', name: 'URL', value: event.url },
            ]
          : [{ layer: 'HTTP', name: 'status', value: String(event.status) }];
      return [...first, ...headers.map(([name, value]): Field => ({ layer: 'HTTP', name, value }))];
    }
    case 'opened':
      return [{ layer: 'Channel', name: 'URL', value: event.url }];
    case 'closed':
      return [
        { layer: 'Channel', name: 'close code', value: String(event.code) },
        { layer: 'Channel', name: 'close reason', value: event.reason === '' ? 'none given' : event.reason },
        { layer: 'Channel', name: 'close frame', value: event.clean ? 'yes' : 'no' },
      ];
    case 'failed':
      return [{ layer: 'Channel', name: 'message', value: event.message }];
  }
}

function eventFields(event: WireEvent): readonly Field[] {
  if (event.kind === 'client') {
    return [
      { layer: 'Client', name: 'event', value: event.event },
      ...(event.nsp === undefined ? [] : [{ layer: 'Client', name: 'namespace', value: event.nsp } as const]),
    ];
  }
  return event.kind === 'user' ? [{ layer: 'Client', name: 'action', value: event.action }] : [];
}

function packetFields(row: Row, payload: Payload | undefined, engine: EngineProtocol): readonly Field[] {
  if (payload === undefined) return [];
  if (typeof payload !== 'string') return [{ layer: 'Engine.IO', name: 'type', value: 'message (binary frame)' }];
  const decoded = engine.decodeFrame(payload);
  if (!decoded.ok) return [];
  const packet = decoded.value;
  const isBase64 = packet.type === 'message' && typeof packet.body !== 'string';
  const value = isBase64 ? 'message (base64)' : `${packet.type} (${ENGINE_NUMBERS.indexOf(packet.type)})`;
  const type: Field = { layer: 'Engine.IO', name: 'type', value, offset: 0, length: 1 };
  if (packet.type === 'open') return [type, ...handshakeFields(packet.text)];
  if (packet.type !== 'message') {
    if (packet.text === '') return [type];
    return [type, { layer: 'Engine.IO', name: 'data', value: packet.text, offset: 1, length: packet.text.length }];
  }
  if (typeof packet.body !== 'string') {
    const bytes = countText(packet.body.length, 'byte');
    return [type, { layer: 'Engine.IO', name: 'data', value: bytes, offset: 1, length: payload.length - 1 }];
  }
  const message = decodePacket(packet.body);
  return message.ok ? [type, ...socketFields(message.value, packet.body.length, row)] : [type];
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

function socketFields(packet: SocketPacket, length: number, row: Row): readonly Field[] {
  const { type, nsp, nspAt, idAt, jsonAt, id, attachments } = packet;
  // Offsets of the packet count from behind the Engine.IO type.
  const spelled = (name: string, value: string, from: number, to: number): Field => ({
    layer: 'Socket.IO',
    name,
    value,
    ...(to > from ? { offset: from + 1, length: to - from } : {}),
  });
  return [
    spelled('type', `${type} (${SOCKET_NUMBERS.indexOf(type)})`, 0, Math.min(1, length)),
    ...(attachments > 0 ? [spelled('attachments', String(attachments), 1, nspAt)] : []),
    spelled('namespace', idAt > nspAt ? nsp : `${nsp} (left out)`, nspAt, idAt),
    ...(row.event === undefined ? [] : [{ layer: 'Socket.IO', name: 'event', value: row.event } as const]),
    spelled('ack id', id === undefined ? 'none' : String(id), idAt, jsonAt),
    spelled('payload', jsonAt < length ? `${countText(length - jsonAt, 'character')} of JSON` : 'none', jsonAt, length),
  ];
}

function pairFields({ pair, pairEnd, kind }: Row): readonly Field[] {
  if (!pair) return [];
  const layer =
    kind === 'request' || kind === 'response' || kind === 'failed'
      ? 'HTTP'
      : /^[A-Z]/.test(kind)
        ? 'Socket.IO'
        : 'Engine.IO';
  return [{ layer, name: pairEnd === 'answer' ? 'answers' : 'answered by', value: `#${pair.seq}`, link: pair }];
}
