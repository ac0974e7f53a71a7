import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { chunkKeys } from './chunks.ts';
import type { Database, SessionStore, WriteTransaction } from './database.ts';
import { inTransaction } from './database.ts';
import type { Locked, StorageFailure } from './failure.ts';
import type { SessionRecord } from './session-record.ts';

const RECORDS: SessionStore[] = ['sessions'];
const ALL_OF_A_SESSION: SessionStore[] = ['sessions', 'chunks', 'indexes'];

/** What a change makes of a record; undefined leaves it as it is. */
type Change = (record: SessionRecord) => SessionRecord | undefined;

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
  async change(
    key: string,
    change: (record: SessionRecord) => SessionRecord,
  ): Promise<Result<SessionRecord, StorageFailure>> {
    const changed = await this.changeAll([key], change);
    if (!changed.ok) return changed;
    const [record] = changed.value;
    return record ? ok(record) : fail({ reason: 'gone' });
  }

  /** All or none; returns those that were changed. What is no longer there is passed over. */
  changeAll(keys: readonly string[], change: Change): Promise<Result<readonly SessionRecord[], StorageFailure>> {
    return inTransaction(
      this.#database,
      async (transaction) => {
        const sessions = transaction.objectStore('sessions');
        const records = await Promise.all(keys.map((key) => sessions.get(key)));
        const changed = records.flatMap((record) => (record && change(record)) ?? []);
        await Promise.all(changed.map((record) => sessions.put(record)));
        return ok(changed);
      },
      RECORDS,
    );
  }

  /** `now` in milliseconds since the epoch. From here on nothing can be written to the session. */
  async markDeleted(key: string, now: number): Promise<Result<SessionRecord, StorageFailure | Locked>> {
    let isLocked = false;
    const marked = await this.changeAll([key], (record) => {
      isLocked = record.isLocked === true;
      return isLocked ? undefined : { ...record, deletedAt: now };
    });
    if (!marked.ok) return marked;
    const [record] = marked.value;
    return record ? ok(record) : fail({ reason: isLocked ? 'locked' : 'gone' });
  }

  /** As one: all of them or, where the disk fails, none. Locked ones stay. */
  markAllDeleted(keys: readonly string[], now: number): Promise<Result<readonly SessionRecord[], StorageFailure>> {
    return this.changeAll(keys, (record) =>
      record.isLocked || record.deletedAt !== undefined ? undefined : { ...record, deletedAt: now },
    );
  }

  restoreAll(keys: readonly string[]): Promise<Result<readonly SessionRecord[], StorageFailure>> {
    return this.changeAll(keys, ({ deletedAt: _, ...record }) => record);
  }

  /** Removes the record and all that belongs to it; there is no way back. */
  purge(key: string): Promise<Result<void, StorageFailure>> {
    return inTransaction(this.#database, async (transaction) => ok(await purge(transaction, key)), ALL_OF_A_SESSION);
  }

  /** Purges what was deleted and not restored since. */
  purgeDeleted(keys: readonly string[]): Promise<Result<void, StorageFailure>> {
    return this.#purgeWhere(keys, ({ deletedAt }) => deletedAt !== undefined);
  }

  /** Purges what was deleted at `olderThan` (ms since the epoch) or before. */
  async purgeTombstones(olderThan: number): Promise<Result<void, StorageFailure>> {
    const isDead = ({ deletedAt }: SessionRecord) => deletedAt !== undefined && deletedAt <= olderThan;
    const keys = (await this.list()).filter(isDead).map(({ key }) => key);
    return keys.length === 0 ? ok(undefined) : this.#purgeWhere(keys, isDead);
  }

  #purgeWhere(
    keys: readonly string[],
    isMeant: (record: SessionRecord) => boolean,
  ): Promise<Result<void, StorageFailure>> {
    return inTransaction(
      this.#database,
      async (transaction) => {
        const sessions = transaction.objectStore('sessions');
        for (const key of keys) {
          const record = await sessions.get(key);
          if (record && isMeant(record)) await purge(transaction, key);
        }
        return ok(undefined);
      },
      ALL_OF_A_SESSION,
    );
  }
}

async function purge(transaction: WriteTransaction, key: string): Promise<void> {
  await transaction.objectStore('chunks').delete(chunkKeys(key));
  await transaction.objectStore('indexes').delete(key);
  await transaction.objectStore('sessions').delete(key);
}
