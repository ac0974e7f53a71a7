import type { Via, WireEvent } from '../wire/wire-event.ts';
import type { Chunk, ChunkColumns, ChunkPayload } from './chunk.ts';
import { bytesAt, eventIn, weightOf } from './chunk.ts';
import { ChunkBuilder } from './chunk-builder.ts';
import type { Seq } from './entry.ts';
import { seq } from './entry.ts';
import { viaIn } from './shape.ts';

/** A slow session's last chunk is written again and again while it grows, so it is closed early. */
const SEAL_WEIGHT = 64 * 1024;
const SEAL_COUNT = 4096;
/** One chunk is written between two frames, so a burst is cut here even before it is written. */
const FULL_WEIGHT = 1024 * 1024;
const FULL_COUNT = 65_536;

type Sealed = {
  readonly columns: ChunkColumns;
  readonly weight: number;
  payload: ChunkPayload | undefined;
  /** How many of its entries the disk has: a chunk may be sealed after it was written in part. */
  savedCount: number;
  usedAt: number;
};

/** Where sealed chunks go and come back from. */
export type ChunkSource = { read(index: number): Promise<Chunk | undefined> };

export type UnsavedChunk = { readonly index: number; readonly chunk: Chunk };

/**
 * The append-only log: columns in memory, payloads in memory as far as `budget` (characters and bytes) goes and else
 * on the disk.
 */
export class SessionLog {
  readonly #source: ChunkSource;
  readonly #budget: number;
  readonly #sealed: Sealed[] = [];
  #open = new ChunkBuilder(0);
  #openSavedCount = 0;
  #held = 0;
  #uses = 0;

  constructor(source: ChunkSource, budget = 80 * 1024 * 1024) {
    this.#source = source;
    this.#budget = budget;
  }

  get length(): number {
    return this.#open.firstSeq + this.#open.count;
  }

  get chunkCount(): number {
    return this.#sealed.length + (this.#open.count > 0 ? 1 : 0);
  }

  append(event: WireEvent): Seq {
    if (this.#open.count >= FULL_COUNT || this.#open.weight >= FULL_WEIGHT) this.#seal();
    this.#open.append(event);
    return seq(this.length - 1);
  }

  /** Takes the next chunk of a stored session as it is. */
  adopt(chunk: Chunk): void {
    if (chunk.firstSeq !== this.length)
      throw new Error(`chunk starts at ${chunk.firstSeq}, the log ends at ${this.length}`);
    if (this.#open.count > 0) this.#seal();
    const weight = weightOf(chunk);
    if (this.#held + weight <= this.#budget) this.#keep(chunk, chunk.count);
    // It is on the disk. Kept for a while only, it would grow old in the heap and stay there for long.
    else this.#place(chunk, { weight, payload: undefined, savedCount: chunk.count });
  }

  columns(index: number): ChunkColumns {
    return this.#sealed[index]?.columns ?? this.#open.snapshot();
  }

  /** Position of the chunk that holds `at`. */
  chunkOf(at: number): number {
    let low = 0;
    let high = this.#sealed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { firstSeq, count } = this.columns(middle);
      if (firstSeq + count <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** At once where it is in memory, else when it has come from the disk; undefined where the disk lost it. */
  payload(index: number): ChunkPayload | Promise<ChunkPayload | undefined> {
    const sealed = this.#sealed[index];
    if (!sealed) return this.#open.snapshot();
    sealed.usedAt = ++this.#uses;
    return sealed.payload ?? this.#fetch(index, sealed);
  }

  async read(at: number): Promise<WireEvent | undefined> {
    if (at < 0 || at >= this.length) return undefined;
    const index = this.chunkOf(at);
    const payload = await this.payload(index);
    const columns = this.columns(index);
    return payload && eventIn(columns, payload, at - columns.firstSeq);
  }

  atOf(position: number): number {
    const columns = this.columns(this.chunkOf(position));
    return columns.at[position - columns.firstSeq] ?? 0;
  }

  /** Time of the last entry; 0 where there is none. */
  get lastAtMs(): number {
    return this.length === 0 ? 0 : this.atOf(this.length - 1);
  }

  /** Size of a binary payload in bytes; 0 for anything else. */
  bytesOf(position: number): number {
    const columns = this.columns(this.chunkOf(position));
    return bytesAt(columns, position - columns.firstSeq);
  }

  /** 0 for client events and user actions. */
  chanOf(position: number): number {
    const columns = this.columns(this.chunkOf(position));
    return columns.chan[position - columns.firstSeq] ?? 0;
  }

  viaOf(position: number): Via | undefined {
    const columns = this.columns(this.chunkOf(position));
    return viaIn(columns.shape[position - columns.firstSeq] ?? 0);
  }

  /** All chunks as they are now from the one that holds `from` on, in order; what comes meanwhile is not among them. */
  async *chunks(from = 0): AsyncGenerator<Chunk, void, void> {
    const growing = this.#open.count > 0 ? this.#open.snapshot() : undefined;
    const sealedCount = this.#sealed.length;
    for (let index = this.chunkOf(from); index < sealedCount; index++) {
      const payload = await this.payload(index);
      if (payload) yield { ...this.columns(index), ...payload };
    }
    if (growing) yield growing;
  }

  /** Chunks that the disk does not have yet, in order. Seals the growing one when it has grown enough. */
  unsaved(): readonly UnsavedChunk[] {
    const waiting: UnsavedChunk[] = [];
    if (this.#open.count >= SEAL_COUNT || this.#open.weight >= SEAL_WEIGHT) this.#seal();
    for (const [index, { savedCount, columns, payload }] of this.#sealed.entries()) {
      if (savedCount < columns.count && payload) waiting.push({ index, chunk: { ...columns, ...payload } });
    }
    if (this.#open.count > this.#openSavedCount) {
      waiting.push({ index: this.#sealed.length, chunk: this.#open.snapshot() });
    }
    return waiting;
  }

  /** Tells that `chunk` is on the disk; it may have grown since. */
  markSaved({ index, chunk }: UnsavedChunk): void {
    const sealed = this.#sealed[index];
    if (!sealed) this.#openSavedCount = Math.max(this.#openSavedCount, chunk.count);
    else {
      sealed.savedCount = Math.max(sealed.savedCount, chunk.count);
      this.#trim();
    }
  }

  get unsavedEntries(): number {
    let entries = this.#open.count - this.#openSavedCount;
    for (const { savedCount, columns } of this.#sealed) entries += columns.count - savedCount;
    return entries;
  }

  #seal(): void {
    const chunk = this.#open.snapshot();
    this.#keep(chunk, this.#openSavedCount);
    this.#openSavedCount = 0;
  }

  #keep(chunk: Chunk, savedCount: number): void {
    const { text, bytes, extras } = chunk;
    const weight = weightOf(chunk);
    this.#place(chunk, { weight, payload: { text, bytes, extras }, savedCount });
    this.#held += weight;
    this.#trim();
  }

  #place(chunk: Chunk, held: Pick<Sealed, 'weight' | 'payload' | 'savedCount'>): void {
    const { text: _, bytes: _bytes, extras: _extras, ...columns } = chunk;
    this.#sealed.push({ columns, ...held, usedAt: ++this.#uses });
    this.#open = new ChunkBuilder(columns.firstSeq + columns.count);
  }

  async #fetch(index: number, sealed: Sealed): Promise<ChunkPayload | undefined> {
    const chunk = await this.#source.read(index);
    if (!chunk) return undefined;
    if (!sealed.payload) {
      sealed.payload = { text: chunk.text, bytes: chunk.bytes, extras: chunk.extras };
      this.#held += sealed.weight;
      this.#trim();
    }
    return chunk;
  }

  /** Lets go of the payloads that nobody has asked for longest. What is not on the disk stays. */
  #trim(): void {
    if (this.#held <= this.#budget) return;
    const candidates = this.#sealed.filter(
      ({ savedCount, columns, payload }) => savedCount === columns.count && payload,
    );
    candidates.sort((a, b) => a.usedAt - b.usedAt);
    for (const sealed of candidates.slice(0, -1)) {
      // A tenth more than needed, so that the next chunks do not sort again.
      if (this.#held <= this.#budget * 0.9) return;
      this.#held -= sealed.weight;
      sealed.payload = undefined;
    }
  }
}
