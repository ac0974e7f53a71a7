import { concatBytes } from '../base/bytes.ts';
import { payloadOf, type WireEvent } from '../wire/wire-event.ts';
import type { Chunk } from './chunk.ts';
import { extrasOf } from './extras.ts';
import { shapeOf } from './shape.ts';

/** The chunk that still grows. Appending only notes; joining waits until someone wants to read. */
export class ChunkBuilder {
  readonly firstSeq: number;
  count = 0;
  /** Characters and bytes held: what decides when the chunk is full. */
  weight = 0;
  #at = new Float64Array(256);
  #shape = new Uint8Array(256);
  #conn = new Uint16Array(256);
  #chan = new Uint32Array(256);
  #textEnd = new Uint32Array(256);
  #bytesEnd = new Uint32Array(256);
  readonly #texts: string[] = [];
  readonly #bytes: Uint8Array[] = [];
  readonly #extras = new Map<number, string>();
  #textLength = 0;
  #bytesLength = 0;
  #extrasLength = 0;
  #snapshot: Chunk | undefined;

  constructor(firstSeq: number) {
    this.firstSeq = firstSeq;
  }

  append(event: WireEvent): void {
    const i = this.count;
    if (i === this.#at.length) this.#grow();
    const payload = payloadOf(event);
    if (typeof payload === 'string') {
      this.#texts.push(payload);
      this.#textLength += payload.length;
    } else if (payload) {
      this.#bytes.push(payload);
      this.#bytesLength += payload.length;
    }
    const extras = extrasOf(event);
    if (extras !== undefined) {
      this.#extras.set(i, extras);
      this.#extrasLength += extras.length;
    }
    this.#at[i] = event.at;
    this.#shape[i] = shapeOf(event);
    this.#conn[i] = event.conn;
    this.#chan[i] = 'chan' in event ? event.chan : 0;
    this.#textEnd[i] = this.#textLength;
    this.#bytesEnd[i] = this.#bytesLength;
    this.count = i + 1;
    this.weight = this.#textLength + this.#bytesLength + this.#extrasLength;
    this.#snapshot = undefined;
  }

  /** All entries so far. The same object until the next append. */
  snapshot(): Chunk {
    this.#snapshot ??= {
      firstSeq: this.firstSeq,
      count: this.count,
      at: this.#at.slice(0, this.count),
      shape: this.#shape.slice(0, this.count),
      conn: this.#conn.slice(0, this.count),
      chan: this.#chan.slice(0, this.count),
      textEnd: this.#textEnd.slice(0, this.count),
      bytesEnd: this.#bytesLength === 0 ? new Uint32Array(0) : this.#bytesEnd.slice(0, this.count),
      text: this.#texts.join(''),
      bytes: concatBytes(this.#bytes),
      extras: new Map(this.#extras),
    };
    return this.#snapshot;
  }

  #grow(): void {
    const capacity = this.#at.length * 2;
    this.#at = widened(this.#at, new Float64Array(capacity));
    this.#shape = widened(this.#shape, new Uint8Array(capacity));
    this.#conn = widened(this.#conn, new Uint16Array(capacity));
    this.#chan = widened(this.#chan, new Uint32Array(capacity));
    this.#textEnd = widened(this.#textEnd, new Uint32Array(capacity));
    this.#bytesEnd = widened(this.#bytesEnd, new Uint32Array(capacity));
  }
}

function widened<Column extends { set(from: Column): void }>(column: Column, wider: Column): Column {
  wider.set(column);
  return wider;
}
