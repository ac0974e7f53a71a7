import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import type { Decoders } from '../../session/decoders.ts';
import { payloadOf, type WireEvent } from '../../wire/wire-event.ts';
import { readPart, socketPacketIn, type RowPart } from '../row-part.ts';

/** What the entry carries: itself, or the packets of a polling body, which count from 1. */
export function partsOf(
  event: WireEvent,
  decoders: Decoders,
): readonly { readonly part: number; readonly read: RowPart }[] {
  const payload = payloadOf(event);
  if (payload === undefined) return [];
  if (event.kind === 'frame') return [{ part: 0, read: readPart(event, 0, decoders) }];
  const { length } = decoders.engine.splitPayload(payload);
  return Array.from({ length }, (_, i) => ({ part: i + 1, read: readPart(event, i + 1, decoders) }));
}

export function socketPacketsIn(event: WireEvent, decoders: Decoders): readonly SocketPacket[] {
  return partsOf(event, decoders).flatMap(({ read }) => socketPacketIn(read) ?? []);
}
