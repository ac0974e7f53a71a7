import type { Result } from '../../base/result.ts';
import { ChunkBuilder } from '../../session/chunk-builder.ts';
import type { SessionHeader } from '../../session/header.ts';
import type { UnsavedChunk } from '../../session/log.ts';
import { writeChunks } from '../../storage/chunks.ts';
import type { Database } from '../../storage/database.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { ImportFlaws, SessionRecord } from '../../storage/session-record.ts';
import type { Shelf } from '../../storage/shelf.ts';
import { payloadOf, type WireEvent } from '../../wire/wire-event.ts';
import { holdHere } from '../held-sessions.ts';

/** A chunk is what a jump in the timeline reads: larger ones would be felt, smaller ones take longer to write. */
const CHUNK_WEIGHT = 256 * 1024;
const CHUNK_COUNT = 4096;
const CHUNKS_AT_ONCE = 16;

type Written = Result<SessionRecord, StorageFailure>;

/**
 * A file on its way to the shelf. Until it is complete its record says `importing` and its lock is held, so that what a
 * dead tab leaves is known for half a session and removed. No more of it is in memory than what is being written.
 */
export class ShelvedImport {
  readonly key: string;
  readonly #database: Database;
  readonly #shelf: Shelf;
  #builder = new ChunkBuilder(0);
  #index = 0;
  #waiting: UnsavedChunk[] = [];
  #writing: Promise<Written> | undefined;
  #bytes = 0;
  #lastAtMs = 0;
  #release: (() => void) | undefined;

  constructor(database: Database, shelf: Shelf, key: string) {
    this.key = key;
    this.#database = database;
    this.#shelf = shelf;
  }

  async begin(header: SessionHeader): Promise<Result<void, StorageFailure>> {
    this.#release = await holdHere(this.key);
    const { key } = this;
    const created = await this.#shelf.create({ key, header, entries: 0, bytes: 0, lastAtMs: 0, state: 'importing' });
    if (!created.ok) this.#release();
    return created;
  }

  /** The failure may be that of an earlier one: the disk takes some entries while the next ones are read. */
  async add(events: readonly WireEvent[]): Promise<Result<unknown, StorageFailure>> {
    for (const event of events) {
      this.#bytes += payloadOf(event)?.length ?? 0;
      this.#lastAtMs = event.at;
      this.#builder.append(event);
      if (this.#builder.weight >= CHUNK_WEIGHT || this.#builder.count >= CHUNK_COUNT) this.#seal();
    }
    if (this.#waiting.length < CHUNKS_AT_ONCE) return { ok: true, value: undefined };
    const before = await this.#writing;
    this.#writing = this.#write({});
    return before ?? { ok: true, value: undefined };
  }

  async finish(header: SessionHeader, flaws?: ImportFlaws): Promise<Written> {
    if (this.#builder.count > 0) this.#seal();
    const before = await this.#writing;
    const written =
      before?.ok === false ? before : await this.#write({ header, state: 'imported', ...(flaws && { flaws }) });
    if (written.ok) this.#release?.();
    return written;
  }

  async abandon(): Promise<void> {
    await this.#writing;
    await this.#shelf.purge(this.key);
    this.#release?.();
  }

  #seal(): void {
    this.#waiting.push({ index: this.#index++, chunk: this.#builder.snapshot() });
    this.#builder = new ChunkBuilder(this.#builder.firstSeq + this.#builder.count);
  }

  #write(change: Partial<SessionRecord>): Promise<Written> {
    const chunks = this.#waiting;
    this.#waiting = [];
    const entries = this.#builder.firstSeq;
    const counted = { entries, bytes: this.#bytes, lastAtMs: this.#lastAtMs };
    return writeChunks(this.#database, this.key, chunks, (record) => ({ ...record, ...counted, ...change }));
  }
}
