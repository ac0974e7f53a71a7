import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { openDB } from 'idb';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { AnswerRule } from '../replay/answer-rule.ts';
import type { Environment } from '../replay/environment.ts';
import type { Chunk } from '../session/chunk.ts';
import type { Endpoint } from './endpoints.ts';
import type { StorageFailure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { StoredProfile } from './profiles.ts';
import type { SavedQuery } from './queries.ts';
import type { SessionIndex } from './session-index.ts';
import type { SessionRecord } from './session-record.ts';
import type { MessageFolder, SavedMessage, SentMessage } from './stored-message.ts';

const VERSION = 5;

export type Schema = {
  sessions: { key: string; value: SessionRecord };
  /** Keyed by the session's key and the chunk's position in the log. */
  chunks: { key: [string, number]; value: Chunk };
  profiles: { key: string; value: StoredProfile };
  /** Keyed by origin and path. */
  endpoints: { key: string; value: Endpoint };
  /** Keyed by their text. */
  queries: { key: string; value: SavedQuery };
  messages: { key: string; value: SavedMessage };
  folders: { key: string; value: MessageFolder };
  sent: { key: string; value: SentMessage };
  environments: { key: string; value: Environment };
  answers: { key: string; value: AnswerRule };
  /** What a search over all sessions asks first; keyed by the session's key. */
  indexes: { key: string; value: SessionIndex };
  /** One value a setting, keyed by its name; read through a schema, because another version may have written it. */
  settings: { key: string; value: unknown };
};

export type Database = IDBPDatabase<Schema>;
/** What belongs to a session, each in its store. */
export type SessionStore = 'sessions' | 'chunks' | 'indexes';
export type WriteTransaction = IDBPTransaction<Schema, SessionStore[], 'readwrite'>;

export type DatabaseWatch = {
  /** Another tab holds an older version open and has not let go yet; opening goes on when it does. */
  onblocked?(): void;
  /** The database is closed for good: a newer version of the app wants it, or the browser ended it. */
  onclosed?(why: 'newer-version' | 'terminated'): void;
};

export async function openDatabase(
  name = 'sockscope',
  watch: DatabaseWatch = {},
): Promise<Result<Database, StorageFailure>> {
  try {
    const database = await openDB<Schema>(name, VERSION, {
      // One `if (from < n)` a version, oldest first: a browser that was away for long runs through all of them.
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('sessions', { keyPath: 'key' });
          database.createObjectStore('chunks');
        }
        if (from < 2) {
          database.createObjectStore('profiles', { keyPath: 'id' });
          database.createObjectStore('endpoints');
        }
        if (from < 3) database.createObjectStore('queries', { keyPath: 'text' });
        if (from < 4) {
          for (const name of ['messages', 'folders', 'sent', 'environments', 'answers'] as const)
            database.createObjectStore(name, { keyPath: 'id' });
        }
        if (from < 5) {
          database.createObjectStore('indexes', { keyPath: 'key' });
          database.createObjectStore('settings');
        }
      },
      blocked: () => watch.onblocked?.(),
      blocking(_current, _wanted, event) {
        // Staying open would keep the newer tab waiting for as long as this one lives.
        if (event.target instanceof IDBDatabase) event.target.close();
        watch.onclosed?.('newer-version');
      },
      terminated: () => watch.onclosed?.('terminated'),
    });
    return ok(database);
  } catch (error) {
    return fail(failureOf(error));
  }
}

/** A single request outside `inTransaction`, for what stands alone. */
export async function tried<T>(request: () => Promise<T>): Promise<Result<T, StorageFailure>> {
  try {
    return ok(await request());
  } catch (error) {
    return fail(failureOf(error));
  }
}

/**
 * Runs `change` in one transaction over `stores`; what it returns as a failure undoes everything it did.
 *
 * Durability is relaxed: done means that the browser process has handed the write to the operating system. A tab or a
 * browser that is killed loses nothing of that; only a power failure can, and flushing the disk four times a second
 * would cost more than it saves.
 */
export async function inTransaction<T>(
  database: Database,
  change: (transaction: WriteTransaction) => Promise<Result<T, StorageFailure>>,
  stores: SessionStore[] = ['sessions', 'chunks'],
): Promise<Result<T, StorageFailure>> {
  let transaction: WriteTransaction;
  try {
    transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' });
  } catch (error) {
    return fail(failureOf(error));
  }
  const ended = transaction.done.then(
    () => undefined,
    (error: unknown) => failureOf(error),
  );
  const outcome = await change(transaction).catch((error: unknown) => fail(failureOf(error)));
  if (!outcome.ok) abort(transaction);
  const failure = await ended;
  // When the disk is full, single requests say only that the transaction was aborted; the transaction says why.
  if (failure && (outcome.ok || failure.reason === 'full')) return fail(failure);
  return outcome;
}

function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    // A transaction that has already failed cannot be aborted again.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
