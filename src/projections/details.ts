import { sentenceOf } from '../protocol/malformed.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import { withoutOffset } from '../protocol/socketio/recovery.ts';
import type { Protocols } from '../session/protocols.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { payloadOf } from '../wire/wire-event.ts';
import type { Details } from './details-view.ts';
import { explain } from './explain.ts';
import { fieldsOf } from './fields.ts';
import { malformedIn } from './malformed-part.ts';
import type { Row, RowKind } from './row.ts';
import { messageIn, readPart, socketPacketIn, type RowPart } from './row-part.ts';
import type { Timeline } from './timeline.ts';

type ReadEvent = (seq: number) => Promise<WireEvent | undefined>;

/** Where details come from, besides their own event. */
export type DetailsSource = { readonly timeline: Timeline; readonly protocols: Protocols; readonly read: ReadEvent };

/** Everything the Details region shows of row `number`. */
export async function detailsOf(row: Row, number: number, event: WireEvent, source: DetailsSource): Promise<Details> {
  const part = readPart(event, row.part, source.protocols.of(row.seq, event));
  const packet = socketPacketIn(part);
  const attachments = packet ? await attachmentsOf(number, packet, source) : [];
  const hasOffset = source.timeline.columns.hasOffset(number);
  const json = jsonOf(event, row, part, packet, hasOffset);
  const message = row.kind === 'message' || row.kind === 'attachment' ? messageIn(part) : undefined;
  const malformed = row.kind === 'malformed' ? malformedOf(part) : undefined;
  const wantsAck = packet?.id !== undefined && (packet.type === 'EVENT' || packet.type === 'BINARY_EVENT');
  return {
    row,
    ...(part.payload === undefined ? {} : { payload: part.payload }),
    ...(message === undefined ? {} : { message }),
    ...(json === undefined ? {} : { json }),
    attachments,
    fields: fieldsOf(row, event, part, hasOffset),
    wantsAck,
    ...(packet?.id === undefined ? {} : { ackId: packet.id }),
    explanation: explain(row, malformed, wantsAck, part.decoders),
    ...(malformed ? { malformed } : {}),
    canReplay: packet !== undefined && canReplay(row, packet, attachments),
  };
}

function canReplay({ kind, direction }: Row, packet: SocketPacket, attachments: readonly Uint8Array[]): boolean {
  if (direction !== 'sent' || (kind !== 'EVENT' && kind !== 'BINARY_EVENT')) return false;
  return packet.packed ? packet.packed.isPlain : attachments.length === packet.attachments;
}

/** What may stand between a binary packet and its attachments without keeping them from it. */
const BETWEEN: ReadonlySet<RowKind> = new Set(['request', 'response', 'open', 'ping', 'pong', 'upgrade', 'noop']);

/** The bytes behind a binary packet: rows of kind `attachment` that follow on the same connection and in its direction. */
async function attachmentsOf(
  header: number,
  { attachments, packed }: SocketPacket,
  { timeline: { columns }, protocols, read }: DetailsSource,
): Promise<readonly Uint8Array[]> {
  // Copies: the page gets these alone, not the whole packet with each.
  if (packed) return packed.buffers.map((buffer) => buffer.slice());
  const found: Uint8Array[] = [];
  for (let row = header + 1; row < columns.length && found.length < attachments; row++) {
    if (columns.conn(row) !== columns.conn(header) || columns.direction(row) !== columns.direction(header)) continue;
    const kind = columns.kind(row);
    if (BETWEEN.has(kind)) continue;
    if (kind !== 'attachment' && kind !== 'malformed') break;
    const event = await read(columns.seq(row));
    const part = event && readPart(event, columns.part(row), protocols.of(columns.seq(row), event));
    // A row without a payload says that attachments never came.
    if (kind === 'malformed' && part?.payload !== undefined) continue;
    const message = part && messageIn(part);
    if (message === undefined || typeof message === 'string') break;
    found.push(message);
  }
  return found;
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

function isJson(text: string): boolean {
  try {
    return /^[[{]/.test(text) && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function malformedOf(part: RowPart): NonNullable<Details['malformed']> {
  const malformed = malformedIn(part);
  return {
    sentence: sentenceOf(malformed, typeof part.payload === 'string' ? part.payload : undefined),
    offset: malformed.offset,
  };
}
