import { ENGINE_PACKET_TYPES } from '../../../protocol/engineio/packet.ts';
import { checkJson } from '../../../protocol/json-check.ts';
import type { ChunkColumns, ChunkPayload } from '../../../session/chunk.ts';
import { eventIn } from '../../../session/chunk.ts';
import type { Decoders } from '../../../session/decoders.ts';
import type { Protocols } from '../../../session/protocols.ts';
import { BYTES, formIn, kindIn, NO_PAYLOAD, viaIn } from '../../../session/shape.ts';
import { payloadOf, type WireEvent } from '../../../wire/wire-event.ts';
import { readPart, socketPacketIn, type RowPart } from '../../row-part.ts';

type Opened = { readonly i: number; readonly event: WireEvent; readonly decoders: Decoders };

/** Text in one chunk's entries that a search goes through besides their payloads as they stand. */
export class EntryTexts {
  readonly #columns: ChunkColumns;
  readonly #payload: ChunkPayload;
  readonly #protocols: Protocols;
  /** The rows of one body are asked about one after the other. */
  #opened: Opened | undefined;

  constructor(columns: ChunkColumns, payload: ChunkPayload, protocols: Protocols) {
    this.#columns = columns;
    this.#payload = payload;
    this.#protocols = protocols;
  }

  /** What entry `i` says in bytes or base64: MessagePack as JSON, text in a binary body or a stream. `''` for most. */
  hidden(i: number): string {
    const shape = this.#columns.shape[i] ?? 0;
    const form = formIn(shape);
    const kind = kindIn(shape);
    if (kind === 'frame' && (form !== BYTES || !this.#mayHide(i))) return '';
    if (form === NO_PAYLOAD || (kind !== 'frame' && form !== BYTES && !this.#isPacked(i))) return '';
    const { event, decoders } = this.#open(i);
    if (event.kind === 'frame') return textOf(readPart(event, 0, decoders));
    const payload = payloadOf(event);
    const count = payload === undefined ? 0 : decoders.engine.splitPayload(payload).length;
    return Array.from({ length: count }, (_, part) => textOf(readPart(event, part + 1, decoders))).join('\n');
  }

  /** Of the packet that is part `part` of a polling body. */
  part(i: number, part: number): string {
    const kind = kindIn(this.#columns.shape[i] ?? 0);
    if (kind !== 'request' && kind !== 'response') return '';
    const { event, decoders } = this.#open(i);
    return textOf(readPart(event, part, decoders));
  }

  /** JSON of what a row carries: a packet's payload, the handshake, what the client or the person reported. `''` for none. */
  json(i: number, part: number): string {
    const { event, decoders } = this.#open(i);
    if (event.kind === 'client' || event.kind === 'user') {
      return event.detail === undefined ? '' : JSON.stringify(event.detail);
    }
    const read = readPart(event, part, decoders);
    const engine = read.engine?.ok ? read.engine.value : undefined;
    if (engine?.type !== 'open') return socketPacketIn(read)?.json ?? '';
    // That of a client over WebTransport was not looked at when it was decoded.
    return checkJson(engine.text) === undefined ? engine.text : '';
  }

  #mayHide(i: number): boolean {
    return viaIn(this.#columns.shape[i] ?? 0) === 'webtransport' || this.#isPacked(i);
  }

  #isPacked(i: number): boolean {
    const conn = this.#columns.conn[i] ?? 0;
    const isProbe = this.#payload.extras.get(i)?.includes('"probe"') === true;
    return isProbe || this.#protocols.of(this.#columns.firstSeq + i, { conn }).socket?.parser === 'msgpack';
  }

  #open(i: number): Opened {
    if (this.#opened?.i === i) return this.#opened;
    const event = eventIn(this.#columns, this.#payload, i);
    const opened = { i, event, decoders: this.#protocols.of(this.#columns.firstSeq + i, event) };
    this.#opened = opened;
    return opened;
  }
}

/** A packet as text, in the form in which it crosses elsewhere. */
function textOf(part: RowPart): string {
  const packet = socketPacketIn(part);
  if (packet?.packed) return packet.nsp === '/' ? packet.json : `${packet.nsp},${packet.json}`;
  if (typeof part.payload === 'string') return part.payload;
  if (!part.engine?.ok) return '';
  const engine = part.engine.value;
  const text = engine.type === 'message' ? engine.body : engine.text;
  return typeof text === 'string' ? `${ENGINE_PACKET_TYPES.indexOf(engine.type)}${text}` : '';
}
