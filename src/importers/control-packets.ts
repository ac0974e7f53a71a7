import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { EnginePacket, Handshake } from '../protocol/engineio/packet.ts';
import { partIn } from '../protocol/engineio/span.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import type { Decoders } from '../session/decoders.ts';
import type { Direction, Payload, WireEvent } from '../wire/wire-event.ts';

/** A packet that changes how things stand: all but events, acknowledgements and heartbeats. */
export type ControlPacket = { readonly direction: Direction } & (
  | { readonly kind: 'open'; readonly handshake: Handshake }
  | { readonly kind: 'close' | 'probe-answer' | 'upgrade' }
  | { readonly kind: 'CONNECT' | 'CONNECT_ERROR' | 'ERROR' | 'DISCONNECT'; readonly socket: SocketPacket }
);

export function controlPacketsIn(event: WireEvent, decoders: Decoders): readonly ControlPacket[] {
  if (event.kind === 'frame') {
    // Nearly all of a big file are these: events, acknowledgements and heartbeats.
    if (typeof event.payload === 'string' && /^(4[2356]|[236]$)/.test(event.payload)) return [];
    const decoded = decoders.engine.decodeFrame(event.payload);
    return decoded.ok ? controls(decoded.value, event.dir, decoders) : [];
  }
  if (event.kind === 'request' && event.payload !== undefined) return inBody(event.payload, 'sent', decoders);
  if (event.kind !== 'response' || event.payload === undefined || event.status !== 200) return [];
  return event.payload === 'ok' ? [] : inBody(event.payload, 'received', decoders);
}

function inBody(body: Payload, direction: Direction, decoders: Decoders): readonly ControlPacket[] {
  const found: ControlPacket[] = [];
  for (const span of decoders.engine.splitPayload(body)) {
    const decoded = span.malformed ? undefined : decoders.engine.decodePart(partIn(body, span));
    if (decoded?.ok) found.push(...controls(decoded.value, direction, decoders));
  }
  return found;
}

function controls(packet: EnginePacket, direction: Direction, { socket }: Decoders): readonly ControlPacket[] {
  switch (packet.type) {
    case 'open': {
      const handshake = decodeHandshake(packet.text);
      return handshake.ok ? [{ kind: 'open', direction, handshake: handshake.value }] : [];
    }
    case 'close':
    case 'upgrade':
      return [{ kind: packet.type, direction }];
    case 'pong':
      return packet.text === 'probe' ? [{ kind: 'probe-answer', direction }] : [];
    case 'message': {
      const decoded = socket?.decodeMessage(packet.body);
      return decoded?.ok ? admission(decoded.value, direction) : [];
    }
    default:
      return [];
  }
}

function admission(socket: SocketPacket, direction: Direction): readonly ControlPacket[] {
  switch (socket.type) {
    case 'CONNECT':
    case 'CONNECT_ERROR':
    case 'ERROR':
    case 'DISCONNECT':
      return [{ kind: socket.type, direction, socket }];
    default:
      return [];
  }
}
