import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { IndexedEvent } from '../projections/shelf/event-index.ts';
import type { Database } from './database.ts';
import { inTransaction } from './database.ts';
import type { StorageFailure } from './failure.ts';
import type { SessionRecord } from './session-record.ts';

/** What is indexed otherwise is made anew. */
const FORM = 1;

/** What of a session can be found without reading its chunks. */
export type SessionIndex = {
  /** The session's key. */
  readonly key: string;
  readonly form: number;
  /** How many entries the record counted when it was made. */
  readonly entries: number;
  readonly events: readonly IndexedEvent[];
};

/** By the session's key. */
export async function readIndexes(database: Database): Promise<ReadonlyMap<string, SessionIndex>> {
  const indexes = await database.getAll('indexes');
  return new Map(indexes.map((index) => [index.key, index]));
}

export function readIndex(database: Database, key: string): Promise<SessionIndex | undefined> {
  return database.get('indexes', key);
}

/** Whether it says of the session what its log says now. */
export function isCurrent(
  index: SessionIndex | undefined,
  { entries }: Pick<SessionRecord, 'entries'>,
): index is SessionIndex {
  return index?.form === FORM && index.entries === entries;
}

/** Of a session that is gone meanwhile nothing is kept. */
export function writeIndex(
  database: Database,
  { key, entries }: Pick<SessionRecord, 'key' | 'entries'>,
  events: readonly IndexedEvent[],
): Promise<Result<void, StorageFailure>> {
  return inTransaction(
    database,
    async (transaction) => {
      const isThere = (await transaction.objectStore('sessions').getKey(key)) !== undefined;
      if (isThere) await transaction.objectStore('indexes').put({ key, form: FORM, entries, events });
      return ok(undefined);
    },
    ['sessions', 'indexes'],
  );
}
