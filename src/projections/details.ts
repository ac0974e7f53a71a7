import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { sentenceOf } from '../protocol/malformed.ts';
import { decodePacket } from '../protocol/socketio/decode-v5.ts';
import type { SocketPacket } from '../protocol/socketio/packet.ts';
import type { Payload, WireEvent } from '../wire/wire-event.ts';
import { payloadOf } from '../wire/wire-event.ts';
import type { Details } from './details-view.ts';
import { explain } from './explain.ts';
import { fieldsOf } from './fields.ts';
import { malformedIn } from './malformed-part.ts';
import { partPayload } from './packet-text.ts';
import type { Row, RowKind } from './row.ts';
import type { Timeline } from './timeline.ts';

type ReadEvent = (seq: number) => Promise<WireEvent | undefined>;

/** Everything the Details region shows of row `number`. */
export async function detailsOf(
  row: Row,
  number: number,
  event: WireEvent,
  timeline: Timeline,
  engine: EngineProtocol,
  read: ReadEvent,
): Promise<Details> {
  const payload = partPayload(event, row.part, engine);
  const packet = socketPacketIn(payload, engine);
  const attachments = packet ? await attachmentsOf(number, packet.attachments, timeline, engine, read) : [];
  const json = jsonOf(event, row, payload, packet);
  const malformed = row.kind === 'malformed' ? malformedOf(payload, engine) : undefined;
  const wantsAck = packet?.id !== undefined && (packet.type === 'EVENT' || packet.type === 'BINARY_EVENT');
  const isSentEvent = row.direction === 'sent' && (row.kind === 'EVENT' || row.kind === 'BINARY_EVENT');
  return {
    row,
    ...(payload === undefined ? {} : { payload }),
    ...(json === undefined ? {} : { json }),
    attachments,
    fields: fieldsOf(row, event, payload, engine),
    wantsAck,
    explanation: explain(row, malformed, wantsAck),
    ...(malformed ? { malformed } : {}),
    canReplay: isSentEvent && packet !== undefined && attachments.length === packet.attachments,
  };
}

export function socketPacketIn(payload: Payload | undefined, engine: EngineProtocol): SocketPacket | undefined {
  if (typeof payload !== 'string') return undefined;
  const decoded = engine.decodeFrame(payload);
  if (!decoded.ok || decoded.value.type !== 'message' || typeof decoded.value.body !== 'string') return undefined;
  const message = decodePacket(decoded.value.body);
  return message.ok ? message.value : undefined;
}

/** What may stand between a binary packet and its attachments without keeping them from it. */
const BETWEEN: ReadonlySet<RowKind> = new Set(['request', 'response', 'open', 'ping', 'pong', 'upgrade', 'noop']);

/** The bytes behind a binary packet: rows of kind `attachment` that follow on the same connection and in its direction. */
async function attachmentsOf(
  header: number,
  wanted: number,
  { columns }: Timeline,
  engine: EngineProtocol,
  read: ReadEvent,
): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let row = header + 1; row < columns.length && found.length < wanted; row++) {
    if (columns.conn(row) !== columns.conn(header) || columns.direction(row) !== columns.direction(header)) continue;
    const kind = columns.kind(row);
    if (BETWEEN.has(kind)) continue;
    if (kind !== 'attachment' && kind !== 'malformed') break;
    const event = await read(columns.seq(row));
    const payload = event && partPayload(event, columns.part(row), engine);
    // A row without a payload says that attachments never came.
    if (kind === 'malformed' && payload !== undefined) continue;
    const decoded = payload === undefined ? undefined : engine.decodeFrame(payload);
    if (!decoded?.ok || decoded.value.type !== 'message' || typeof decoded.value.body === 'string') break;
    found.push(decoded.value.body);
  }
  return found;
}

function jsonOf(
  event: WireEvent,
  row: Row,
  payload: Payload | undefined,
  packet: SocketPacket | undefined,
): string | undefined {
  if (packet) return packet.json === '' ? undefined : packet.json;
  if (row.kind === 'open' && typeof payload === 'string') return payload.slice(1);
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

function malformedOf(payload: Payload | undefined, engine: EngineProtocol): NonNullable<Details['malformed']> {
  const malformed = malformedIn(payload, engine);
  return {
    sentence: sentenceOf(malformed, typeof payload === 'string' ? payload : undefined),
    offset: malformed.offset,
  };
}
