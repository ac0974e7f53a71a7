import { utf8Length } from '../base/bytes.ts';
import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { sentenceOf } from '../protocol/malformed.ts';
import { decodePacket } from '../protocol/socketio/decode-v5.ts';
import type { Payload, WireEvent } from '../wire/wire-event.ts';
import { clientWords } from './client-words.ts';
import { malformedIn } from './malformed-part.ts';
import type { Heartbeats } from './heartbeats.ts';
import { elementsText, hexText, partPayload, pathOf } from './packet-text.ts';
import { PREVIEW_CHARACTERS, type Row, type RowKind } from './row.ts';
import type { Timeline } from './timeline.ts';
import { countText, msText } from './words.ts';

const PREVIEW_BYTES = 24;
const ROWS_LOOKED_AHEAD = 32;

export type RowSource = {
  readonly timeline: Timeline;
  readonly heartbeats: Heartbeats;
  readonly engine: EngineProtocol;
  /** Session time of an entry, in ms. */
  atOf(seq: number): number;
  /** Size of an entry's binary payload; 0 for anything else. */
  bytesOf(seq: number): number;
};

type Words = Pick<Row, 'data'> & { readonly note?: string | undefined; readonly tone?: Row['tone'] };

/** Makes the row at number `number` readable; `index` is its place among the rows that match. */
export function formatRow(source: RowSource, number: number, index: number, event: WireEvent): Row {
  const { columns, nsps, events } = source.timeline;
  const id = source.timeline.idOf(number);
  const kind = columns.kind(number);
  const payload = partPayload(event, id.part, source.engine);
  const direction = columns.direction(number);
  const pairNumber = columns.pair(number);
  const { data, note, tone } = wordsOf(source, number, kind, event, payload);
  return {
    ...id,
    index,
    at: event.at,
    conn: event.conn,
    kind,
    layer: layerOf(kind),
    isUpgrade: columns.isUpgrade(number),
    isPending: columns.isOpenQuestion(number),
    data: data.slice(0, PREVIEW_CHARACTERS),
    ...(direction ? { direction } : {}),
    ...optional('nsp', nsps.textOf(columns.nsp(number))),
    ...optional('event', events.textOf(columns.event(number))),
    ...optional('note', note),
    ...optional('tone', tone),
    ...optional('sizeBytes', sizeOf(payload)),
    ...optional('via', 'via' in event ? event.via : undefined),
    ...(pairNumber === undefined
      ? {}
      : {
          pair: source.timeline.idOf(pairNumber),
          pairEnd: columns.isAnswer(number) ? ('answer' as const) : ('question' as const),
        }),
  };
}

function optional<Name extends string, T>(name: Name, value: T | undefined): { readonly [K in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: T };
}

export function sizeOf(payload: Payload | undefined): number | undefined {
  return typeof payload === 'string' ? utf8Length(payload) : payload?.length;
}

function layerOf(kind: RowKind): Row['layer'] {
  if (kind === 'client' || kind === 'user') return 'client';
  return kind === 'attachment' || kind === 'malformed' || /^[A-Z]/.test(kind) ? 'socket' : 'engine';
}

function wordsOf(
  source: RowSource,
  number: number,
  kind: RowKind,
  event: WireEvent,
  payload: Payload | undefined,
): Words {
  if (kind === 'malformed') return malformedWords(source, payload);
  if (kind === 'attachment') return { data: attachmentText(payload, source.engine) };
  switch (event.kind) {
    case 'frame':
      return packetWords(source, number, kind, typeof payload === 'string' ? payload : '');
    case 'request':
    case 'response':
      if (source.timeline.columns.part(number) > 0) {
        return packetWords(source, number, kind, typeof payload === 'string' ? payload : '');
      }
      return exchangeWords(source, number, event, payload);
    case 'opened':
      return { data: event.url };
    case 'closed':
      return closedWords(event.code, event.reason, event.clean);
    case 'failed':
      return { data: '', note: event.message, tone: 'error' };
    case 'client':
    case 'user':
      return clientWords(event);
  }
}

function attachmentText(payload: Payload | undefined, engine: EngineProtocol): string {
  const decoded = payload === undefined ? undefined : engine.decodeFrame(payload);
  if (!decoded?.ok || decoded.value.type !== 'message' || typeof decoded.value.body === 'string') return '';
  return hexText(decoded.value.body, PREVIEW_BYTES);
}

function malformedWords(source: RowSource, payload: Payload | undefined): Words {
  const malformed = malformedIn(payload, source.engine);
  const note = sentenceOf(malformed, typeof payload === 'string' ? payload : undefined);
  const data = typeof payload === 'string' ? payload : payload ? hexText(payload, PREVIEW_BYTES) : '';
  return { data: data.slice(0, PREVIEW_CHARACTERS), note, tone: 'error' };
}

function packetWords(source: RowSource, number: number, kind: RowKind, text: string): Words {
  const tookMs = answerMs(source, number);
  switch (kind) {
    case 'ping':
      return pingWords(source, number, text);
    case 'pong': {
      if (source.timeline.columns.isUpgrade(number)) {
        return { data: text.slice(1), note: tookMs === undefined ? undefined : `${msText(tookMs)} round trip` };
      }
      return { data: text.slice(1), note: tookMs === undefined ? undefined : `answered in ${msText(tookMs)}` };
    }
    case 'noop':
      return { data: '', note: source.timeline.columns.isUpgrade(number) ? 'ends the pending poll' : undefined };
    case 'upgrade':
      return { data: '', note: 'from here on WebSocket only' };
    case 'open':
    case 'close':
    case 'message':
      return { data: text.slice(1, 1 + PREVIEW_CHARACTERS) };
    default:
      return { data: jsonPreview(source, number, kind, text), note: tookMs === undefined ? undefined : msText(tookMs) };
  }
}

function jsonPreview(source: RowSource, number: number, kind: RowKind, text: string): string {
  const decoded = decodePacket(text.slice(1));
  if (!decoded.ok) return text.slice(0, PREVIEW_CHARACTERS);
  const { json } = decoded.value;
  if (kind === 'EVENT' || kind === 'BINARY_EVENT')
    return withSizes(source, number, elementsText(json, 1, PREVIEW_CHARACTERS));
  if (kind === 'ACK' || kind === 'BINARY_ACK')
    return withSizes(source, number, elementsText(json, 0, PREVIEW_CHARACTERS));
  return json.slice(0, PREVIEW_CHARACTERS);
}

function withSizes(source: RowSource, number: number, json: string): string {
  const placeholder = /\{"_placeholder":true,"num":(\d+)\}/g;
  if (!placeholder.test(json)) return json;
  const sizes = attachmentSizes(source, number);
  return json.replace(placeholder, (_, num: string) => {
    const bytes = sizes[Number(num)];
    return bytes === undefined ? `⟨binary ${num}⟩` : `⟨${countText(bytes, 'byte')}⟩`;
  });
}

/** The attachments' rows stand behind their packet's, with rows of the other direction between them at most. */
function attachmentSizes({ timeline: { columns }, bytesOf }: RowSource, header: number): readonly number[] {
  const sizes: number[] = [];
  const end = Math.min(columns.length, header + ROWS_LOOKED_AHEAD);
  for (let row = header + 1; row < end; row++) {
    if (columns.conn(row) !== columns.conn(header) || columns.direction(row) !== columns.direction(header)) continue;
    if (columns.kind(row) !== 'attachment' || bytesOf(columns.seq(row)) === 0) break;
    sizes.push(bytesOf(columns.seq(row)));
  }
  return sizes;
}

function pingWords(source: RowSource, number: number, text: string): Words {
  const data = text.slice(1);
  const heartbeat = source.heartbeats.bySeq(source.timeline.columns.seq(number));
  if (!heartbeat) return { data };
  const { lateMs, marginMs } = heartbeat;
  const punctuality = lateMs < 0 ? `${msText(-lateMs)} early` : `${msText(lateMs)} late`;
  return { data, note: `${punctuality} · ${msText(marginMs)} to the deadline` };
}

function exchangeWords(
  source: RowSource,
  number: number,
  event: Extract<WireEvent, { kind: 'request' | 'response' }>,
  payload: Payload | undefined,
): Words {
  if (event.kind === 'request') return { data: `${event.method} ${pathOf(event.url)}` };
  const tookMs = answerMs(source, number);
  const held = tookMs === undefined ? undefined : `after ${msText(tookMs)}`;
  if (event.status !== 200) {
    return { data: `${event.status} ${typeof payload === 'string' ? payload : ''}`, note: held, tone: 'error' };
  }
  const body = typeof payload === 'string' ? payload : '';
  const content = hasPackets(source.timeline, number)
    ? countText(source.engine.splitPayload(body).length, 'packet')
    : body;
  return { data: `${event.status} ${content}`, note: held };
}

function hasPackets({ columns }: Timeline, number: number): boolean {
  return number + 1 < columns.length && columns.seq(number + 1) === columns.seq(number);
}

function closedWords(code: number, reason: string, clean: boolean): Words {
  const note = [reason, clean ? '' : 'no close frame'].filter((words) => words !== '').join(' · ');
  return { data: String(code), note: note === '' ? undefined : note, ...(clean ? {} : { tone: 'error' }) };
}

function answerMs({ timeline, atOf }: RowSource, number: number): number | undefined {
  const { columns } = timeline;
  const question = columns.isAnswer(number) ? columns.pair(number) : undefined;
  return question === undefined ? undefined : atOf(columns.seq(number)) - atOf(columns.seq(question));
}
