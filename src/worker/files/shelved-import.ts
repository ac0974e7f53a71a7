import type { Result } from '../../base/result.ts';
import type { SessionHeader } from '../../session/header.ts';
import { SessionLog } from '../../session/log.ts';
import { readChunk, writeChunks } from '../../storage/chunks.ts';
import type { Database } from '../../storage/database.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { SessionRecord } from '../../storage/session-record.ts';
import type { Shelf } from '../../storage/shelf.ts';
import { payloadOf, type WireEvent } from '../../wire/wire-event.ts';
import { holdHere } from '../held-sessions.ts';

/**
 * A file on its way to the shelf. Until it is complete it counts as a recording of this tab, so that a tab that dies
 * leaves it marked as recovered and not as whole.
 */
export class ShelvedImport {
  readonly key: string;
  readonly #database: Database;
  readonly #shelf: Shelf;
  readonly #log: SessionLog;
  #bytes = 0;
  #lastAtMs = 0;
  #release: (() => void) | undefined;

  constructor(database: Database, shelf: Shelf, key: string) {
    this.key = key;
    this.#database = database;
    this.#shelf = shelf;
    this.#log = new SessionLog({ read: (index) => readChunk(database, key, index) });
  }

  async begin(header: SessionHeader): Promise<Result<void, StorageFailure>> {
    this.#release = await holdHere(this.key);
    const created = await this.#shelf.create({
      key: this.key,
      header,
      entries: 0,
      bytes: 0,
      lastAtMs: 0,
      state: 'recording',
    });
    if (!created.ok) this.#release();
    return created;
  }

  add(events: readonly WireEvent[]): Promise<Result<SessionRecord, StorageFailure>> {
    for (const event of events) {
      this.#bytes += payloadOf(event)?.length ?? 0;
      this.#lastAtMs = event.at;
      this.#log.append(event);
    }
    return this.#write({});
  }

  async finish(header: SessionHeader): Promise<Result<SessionRecord, StorageFailure>> {
    const written = await this.#write({ header, state: 'imported' });
    if (written.ok) this.#release?.();
    return written;
  }

  async abandon(): Promise<void> {
    await this.#shelf.purge(this.key);
    this.#release?.();
  }

  async #write(change: Partial<SessionRecord>): Promise<Result<SessionRecord, StorageFailure>> {
    const unsaved = this.#log.unsaved();
    const counted = { entries: this.#log.length, bytes: this.#bytes, lastAtMs: this.#lastAtMs };
    const written = await writeChunks(this.#database, this.key, unsaved, (record) => ({
      ...record,
      ...counted,
      ...change,
    }));
    if (written.ok) for (const chunk of unsaved) this.#log.markSaved(chunk);
    return written;
  }
}
