import { fail, ok, type Result } from '../../base/result.ts';
import { base64Pieces } from '../../importers/base64-pieces.ts';
import type { Bytes } from '../../importers/byte-source.ts';
import { untilDamaged } from '../../importers/byte-source.ts';
import { gunzip } from '../../importers/gunzip.ts';
import type { ImportedSession } from '../../importers/imported-session.ts';
import { readNdjson, type Damage } from '../../importers/ndjson.ts';
import type { Chunk } from '../../session/chunk.ts';
import { ChunkBuilder } from '../../session/chunk-builder.ts';
import type { SessionHeader } from '../../session/header.ts';
import type { SessionRecord } from '../../storage/session-record.ts';
import { pause } from '../pause.ts';
import type { SessionStore } from '../session-store.ts';

export const PAGE_KEY = 'page';

const SLICE_CHARACTERS = 1024 * 1024;
/** As many as the page decodes at once without a frame being late. */
const CHUNK_COUNT = 1024;

/** The session that a page brings along: unpacked while it is read, and then held in memory. */
export class PageSession implements SessionStore {
  /** The session file as it stands in the page. */
  readonly file: Blob;
  readonly #read: ImportedSession;
  readonly #entries: number;
  readonly #chunks: Chunk[] = [];

  private constructor(file: Blob, read: ImportedSession, entries: number) {
    this.file = file;
    this.#read = read;
    this.#entries = entries;
  }

  /** `base64` is the gzip-compressed session file; `entries` is how many it has. */
  static async open(base64: string, entries: number): Promise<Result<PageSession, string>> {
    const parts: Bytes[] = [];
    try {
      for await (const piece of base64Pieces(slicesOf(base64))) {
        parts.push(piece);
        await pause();
      }
    } catch {
      return fail('The session in this page is damaged: it cannot be unpacked.');
    }
    const damage: Damage = { sentence: undefined };
    const unpacked = untilDamaged(
      gunzip(eachOf(parts)),
      () => (damage.sentence ??= 'the session in this page is damaged here.'),
    );
    const read = await readNdjson(unpacked, damage);
    if (!read.ok) return read;
    return ok(new PageSession(new Blob(parts, { type: 'application/gzip' }), read.value, entries));
  }

  get header(): SessionHeader {
    return this.#read.header;
  }

  /** What was wrong with the file as far as it was read, a sentence each. */
  get problems(): readonly string[] {
    return this.#read.problems.sentences;
  }

  async record(): Promise<SessionRecord> {
    const { header } = this;
    return { key: PAGE_KEY, header, entries: this.#entries, bytes: 0, lastAtMs: 0, state: 'imported' };
  }

  async chunk(_: string, index: number): Promise<Chunk | undefined> {
    return this.#chunks[index];
  }

  async *chunks(): AsyncGenerator<Chunk, void, void> {
    let builder = new ChunkBuilder(0);
    const sealed = (): Chunk => {
      const chunk = builder.snapshot();
      this.#chunks.push(chunk);
      builder = new ChunkBuilder(chunk.firstSeq + chunk.count);
      return chunk;
    };
    for await (const batch of this.#read.batches) {
      for (const event of batch) {
        builder.append(event);
        if (builder.count === CHUNK_COUNT) yield sealed();
      }
    }
    if (builder.count > 0) yield sealed();
  }
}

function* slicesOf(text: string): Generator<string, void, void> {
  for (let at = 0; at < text.length; at += SLICE_CHARACTERS) yield text.slice(at, at + SLICE_CHARACTERS);
}

async function* eachOf(parts: readonly Bytes[]): AsyncGenerator<Bytes, void, void> {
  yield* parts;
}
