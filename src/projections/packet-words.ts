import { headerBytesOf } from '../protocol/engineio/stream-packet.ts';
import { sentenceOf } from '../protocol/malformed.ts';
import { offsetIn, withoutOffset } from '../protocol/socketio/recovery.ts';
import { malformedIn } from './malformed-part.ts';
import { elementsText, hexText } from './packet-text.ts';
import { PREVIEW_CHARACTERS, type RowKind } from './row.ts';
import { messageIn, socketPacketIn, type RowPart } from './row-part.ts';
import { answerMs, type RowSource, type Words } from './row-source.ts';
import { countText, msText } from './words.ts';

const PREVIEW_BYTES = 24;
const ROWS_LOOKED_AHEAD = 32;
const NO_BYTES = new Uint8Array(0);

/** Of the row of a packet. */
export function packetWords(source: RowSource, number: number, kind: RowKind, part: RowPart): Words {
  switch (kind) {
    case 'malformed':
      return malformedWords(part);
    case 'attachment':
    case 'message':
      return { data: messageText(part) };
    case 'ping':
      return pingWords(source, number, part);
    case 'pong':
      return pongWords(source, number, part);
    case 'noop':
      return { data: '', note: source.timeline.columns.isUpgrade(number) ? 'ends the pending poll' : undefined };
    case 'upgrade':
      return { data: '', note: `from here on ${part.via === 'webtransport' ? 'WebTransport' : 'WebSocket'} only` };
    case 'open':
    case 'close':
      return { data: controlText(part).slice(0, PREVIEW_CHARACTERS) };
    default:
      return socketWords(source, number, kind, part);
  }
}

function messageText(part: RowPart): string {
  const message = messageIn(part);
  if (message === undefined) return '';
  return typeof message === 'string' ? message.slice(0, PREVIEW_CHARACTERS) : hexText(message, PREVIEW_BYTES);
}

function controlText({ engine }: RowPart): string {
  return engine?.ok && engine.value.type !== 'message' ? engine.value.text : '';
}

function malformedWords(part: RowPart): Words {
  const { payload } = part;
  const note = sentenceOf(malformedIn(part), typeof payload === 'string' ? payload : undefined);
  const data = typeof payload === 'string' ? payload : payload ? hexText(payload, PREVIEW_BYTES) : '';
  return { data: data.slice(0, PREVIEW_CHARACTERS), note, tone: 'error' };
}

function pingWords(source: RowSource, number: number, part: RowPart): Words {
  const data = controlText(part);
  const heartbeat = source.heartbeats.bySeq(source.timeline.columns.seq(number));
  // A client that pings itself knows its own delay: its pong tells what counts.
  if (!heartbeat || heartbeat.pingedBy === 'client') return { data };
  const { lateMs, marginMs } = heartbeat;
  const punctuality = lateMs < 0 ? `${msText(-lateMs)} early` : `${msText(lateMs)} late`;
  const margin = marginMs < 0 ? `${msText(-marginMs)} past the deadline` : `${msText(marginMs)} to the deadline`;
  return { data, note: `${punctuality} · ${margin}` };
}

/** A pong that is received answers our own ping, so the time between them is a round trip. */
function pongWords(source: RowSource, number: number, part: RowPart): Words {
  const data = controlText(part);
  const tookMs = answerMs(source, number);
  if (tookMs === undefined) return { data };
  const isRoundTrip = source.timeline.columns.direction(number) === 'received';
  return { data, note: isRoundTrip ? `${msText(tookMs)} round trip` : `answered in ${msText(tookMs)}` };
}

function socketWords(source: RowSource, number: number, kind: RowKind, part: RowPart): Words {
  const packet = socketPacketIn(part);
  if (!packet) return { data: '' };
  const tookMs = answerMs(source, number);
  const took = tookMs === undefined ? undefined : msText(tookMs);
  const hasOffset = source.timeline.columns.hasOffset(number);
  const json = hasOffset ? withoutOffset(packet.json) : packet.json;
  const note = hasOffset ? `offset ${offsetIn(packet.json) ?? ''}` : took;
  return { data: preview(source, number, kind, part, json), note };
}

function preview(source: RowSource, number: number, kind: RowKind, part: RowPart, json: string): string {
  switch (kind) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return withSizes(source, number, part, elementsText(json, 1, PREVIEW_CHARACTERS));
    case 'ACK':
    case 'BINARY_ACK':
      return withSizes(source, number, part, elementsText(json, 0, PREVIEW_CHARACTERS));
    default:
      return json.slice(0, PREVIEW_CHARACTERS);
  }
}

function withSizes(source: RowSource, number: number, part: RowPart, json: string): string {
  const placeholder = /\{"_placeholder":true,"num":(\d+)\}/g;
  if (!placeholder.test(json)) return json;
  const packed = socketPacketIn(part)?.packed;
  const sizes = packed ? packed.buffers.map(({ length }) => length) : attachmentSizes(source, number, part);
  return json.replace(placeholder, (_, num: string) => {
    const bytes = sizes[Number(num)];
    return bytes === undefined ? `⟨binary ${num}⟩` : `⟨${countText(bytes, 'byte')}⟩`;
  });
}

/**
 * The attachments' rows stand behind their packet's, with rows of the other direction between them at most. Those in a
 * polling body are not measured: the log knows the body's size only.
 */
function attachmentSizes(source: RowSource, header: number, { decoders }: RowPart): readonly number[] {
  const { columns } = source.timeline;
  const sizes: number[] = [];
  const end = Math.min(columns.length, header + ROWS_LOOKED_AHEAD);
  for (let row = header + 1; row < end; row++) {
    if (columns.conn(row) !== columns.conn(header) || columns.direction(row) !== columns.direction(header)) continue;
    const frameBytes =
      columns.kind(row) === 'attachment' && columns.part(row) === 0 ? source.bytesOf(columns.seq(row)) : 0;
    if (frameBytes === 0) break;
    const isStream = source.viaOf(columns.seq(row)) === 'webtransport';
    // A frame of generation 3 begins with its type, a stream's packet with its header.
    sizes.push(frameBytes - (isStream ? headerBytesOf(frameBytes) : decoders.engine.messageAt(NO_BYTES)));
  }
  return sizes;
}
