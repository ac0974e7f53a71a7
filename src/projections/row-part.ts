import { utf8Length } from '../base/bytes.ts';
import { fail, type Result } from '../base/result.ts';
import type { EnginePacket } from '../protocol/engineio/packet.ts';
import { partIn } from '../protocol/engineio/span.ts';
import type { Malformed } from '../protocol/malformed.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import type { Decoders } from '../session/decoders.ts';
import { decodePart } from '../session/part.ts';
import { payloadOf, type Payload, type Via, type WireEvent } from '../wire/wire-event.ts';

/** What one row of an entry carries, read again from the log: nothing decoded is kept. */
export type RowPart = {
  /** Undefined for a row that carries nothing, e.g. one that stands for attachments that never came. */
  readonly payload: Payload | undefined;
  readonly via: Via | undefined;
  readonly decoders: Decoders;
  /** Of a packet's row. */
  readonly engine: Result<EnginePacket, Malformed> | undefined;
  /** Of a message that is a Socket.IO packet, or should be one; offsets count into the message. */
  readonly socket: Result<SocketPacket, Malformed> | undefined;
};

export function readPart(event: WireEvent, part: number, decoders: Decoders): RowPart {
  const via = 'via' in event ? event.via : undefined;
  const whole = payloadOf(event);
  const isPacket = event.kind === 'frame' ? part === 0 : part > 0;
  if (!isPacket || whole === undefined || via === undefined) {
    return { payload: part === 0 ? whole : undefined, via, decoders, engine: undefined, socket: undefined };
  }
  const span = event.kind === 'frame' ? undefined : decoders.engine.splitPayload(whole)[part - 1];
  if (event.kind !== 'frame' && !span) {
    return { payload: undefined, via, decoders, engine: undefined, socket: undefined };
  }
  const payload = span ? partIn(whole, span) : whole;
  const engine = span?.malformed ? fail(span.malformed) : decodePart(payload, via, decoders.engine);
  const isMessage = engine.ok && engine.value.type === 'message';
  const socket = isMessage ? decoders.socket?.decodeMessage(engine.value.body) : undefined;
  return { payload, via, decoders, engine, socket };
}

export function socketPacketIn({ socket }: RowPart): SocketPacket | undefined {
  return socket?.ok ? socket.value : undefined;
}

/** The bytes that a message is, or text. */
export function messageIn({ engine }: RowPart): Payload | undefined {
  return engine?.ok && engine.value.type === 'message' ? engine.value.body : undefined;
}

/** Bytes on the wire, without transport framing. */
export function sizeOf(payload: Payload | undefined): number | undefined {
  return typeof payload === 'string' ? utf8Length(payload) : payload?.length;
}
