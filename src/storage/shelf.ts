import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { chunkKeys } from './chunks.ts';
import type { Database } from './database.ts';
import { inTransaction } from './database.ts';
import type { StorageFailure } from './failure.ts';
import type { SessionRecord } from './session-record.ts';

/** The sessions of this browser. Every change is one transaction, because other tabs change the same shelf. */
export class Shelf {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Deleted ones that can still be undone are among them. */
  list(): Promise<readonly SessionRecord[]> {
    return this.#database.getAll('sessions');
  }

  read(key: string): Promise<SessionRecord | undefined> {
    return this.#database.get('sessions', key);
  }

  create(record: SessionRecord): Promise<Result<void, StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => {
      await transaction.objectStore('sessions').add(record);
      return ok(undefined);
    });
  }

  /** `change` gets the record as it is now and must not wait for anything. */
  change(
    key: string,
    change: (record: SessionRecord) => SessionRecord,
  ): Promise<Result<SessionRecord, StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => {
      const sessions = transaction.objectStore('sessions');
      const record = await sessions.get(key);
      if (!record) return fail({ reason: 'gone' });
      const changed = change(record);
      await sessions.put(changed);
      return ok(changed);
    });
  }

  /** `now` in milliseconds since the epoch. From here on nothing can be written to the session. */
  markDeleted(key: string, now: number): Promise<Result<SessionRecord, StorageFailure>> {
    return this.change(key, (record) => ({ ...record, deletedAt: now }));
  }

  restore(key: string): Promise<Result<SessionRecord, StorageFailure>> {
    return this.change(key, ({ deletedAt: _, ...record }) => record);
  }

  /** Removes the record and all its chunks; there is no way back. */
  purge(key: string): Promise<Result<void, StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => {
      await transaction.objectStore('chunks').delete(chunkKeys(key));
      await transaction.objectStore('sessions').delete(key);
      return ok(undefined);
    });
  }

  /** Purges what was deleted and not restored since. */
  purgeDeleted(key: string): Promise<Result<void, StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => {
      const record = await transaction.objectStore('sessions').get(key);
      if (record?.deletedAt === undefined) return ok(undefined);
      await transaction.objectStore('chunks').delete(chunkKeys(key));
      await transaction.objectStore('sessions').delete(key);
      return ok(undefined);
    });
  }

  /** Purges what was deleted at `olderThan` (ms since the epoch) or before; returns the keys. */
  purgeTombstones(olderThan: number): Promise<Result<readonly string[], StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => {
      const records = await transaction.objectStore('sessions').getAll();
      const dead = records.filter(({ deletedAt }) => deletedAt !== undefined && deletedAt <= olderThan);
      for (const { key } of dead) {
        await transaction.objectStore('chunks').delete(chunkKeys(key));
        await transaction.objectStore('sessions').delete(key);
      }
      return ok(dead.map(({ key }) => key));
    });
  }
}
