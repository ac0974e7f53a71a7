import { sentenceOf, type Malformed } from '../protocol/malformed.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import { withoutOffset } from '../protocol/socketio/recovery.ts';
import { payloadOf, type WireEvent } from '../wire/wire-event.ts';
import { attachmentsOf, type AttachmentSource } from './attachments.ts';
import type { Details } from './details-view.ts';
import { inferredIn } from './client-words.ts';
import { explain } from './explain/explain.ts';
import { fieldsOf } from './fields.ts';
import { malformedIn } from './malformed-part.ts';
import { Nearby } from './nearby.ts';
import { rolesOf } from './roles/roles-of.ts';
import type { Row } from './row.ts';
import { messageIn, readPart, socketPacketIn, type RowPart } from './row-part.ts';

/** Everything the Details region shows of row `number`. Its part is read here unless the caller has read it already. */
export async function detailsOf(
  row: Row,
  number: number,
  event: WireEvent,
  source: AttachmentSource,
  part: RowPart = readPart(event, row.part, source.protocols.of(row.seq, event)),
): Promise<Details> {
  const nearby = new Nearby(source.timeline, number);
  const packet = socketPacketIn(part);
  const attachments = packet ? await attachmentsOf(number, packet, source) : [];
  const bytes = attachments.map((attachment) => attachment.bytes);
  const hasOffset = source.timeline.columns.hasOffset(number);
  const message = row.kind === 'message' || row.kind === 'attachment' ? messageIn(part) : undefined;
  const flaw = row.kind === 'malformed' ? malformedIn(part) : undefined;
  const malformed = flaw && malformedOf(flaw, part);
  const wantsAck = packet?.id !== undefined && (packet.type === 'EVENT' || packet.type === 'BINARY_EVENT');
  const atOf = async (seq: number) => (await source.read(seq))?.at;
  const hasPackets = nearby.packetsInBody().length > 0;
  return {
    row,
    ...(part.payload === undefined ? {} : { payload: part.payload }),
    ...(message === undefined ? {} : { message }),
    ...placedJson(jsonOf(event, row, part, packet, hasOffset), part),
    attachments: bytes,
    fields: fieldsOf(row, event, part, hasOffset, { nearby, attachments }),
    roles: rolesOf(event, part, { hasPackets, flaw }),
    wantsAck,
    ...(packet?.id === undefined ? {} : { ackId: packet.id }),
    explanation: await explain(
      { row, nearby, atOf, attachments },
      { wantsAck, flaw: malformed?.sentence, isInferred: event.kind === 'client' && inferredIn(event) !== undefined },
      part.decoders,
    ),
    ...(malformed ? { malformed } : {}),
    canReplay: packet !== undefined && canReplay(row, packet, bytes),
  };
}

function canReplay({ kind, direction }: Row, packet: SocketPacket, attachments: readonly Uint8Array[]): boolean {
  if (direction !== 'sent' || (kind !== 'EVENT' && kind !== 'BINARY_EVENT')) return false;
  return packet.packed ? packet.packed.isPlain : attachments.length === packet.attachments;
}

function jsonOf(
  event: WireEvent,
  row: Row,
  { engine }: RowPart,
  packet: SocketPacket | undefined,
  hasOffset: boolean,
): string | undefined {
  if (packet) return packet.json === '' ? undefined : hasOffset ? withoutOffset(packet.json) : packet.json;
  if (row.kind === 'open' && engine?.ok && engine.value.type === 'open') return engine.value.text || undefined;
  if (event.kind === 'client' || event.kind === 'user') {
    return event.detail === undefined ? undefined : JSON.stringify(event.detail);
  }
  const body = payloadOf(event);
  return row.part === 0 && event.kind === 'response' && typeof body === 'string' && isJson(body) ? body : undefined;
}

function placedJson(json: string | undefined, { payload }: RowPart): Pick<Details, 'json' | 'jsonAt'> {
  if (json === undefined) return {};
  return typeof payload === 'string' && payload.endsWith(json) ? { jsonAt: payload.length - json.length } : { json };
}

function isJson(text: string): boolean {
  try {
    return /^[[{]/.test(text) && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function malformedOf(malformed: Malformed, { payload }: RowPart): NonNullable<Details['malformed']> {
  return {
    sentence: sentenceOf(malformed, typeof payload === 'string' ? payload : undefined),
    offset: malformed.offset,
  };
}
