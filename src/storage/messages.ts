import type { IDBPTransaction } from 'idb';
import { fail, ok, type Result } from '../base/result.ts';
import type { Database, Schema } from './database.ts';
import { failureOf, type StorageFailure } from './failure.ts';
import type { MessageFolder, SavedMessage } from './stored-message.ts';

/** Both by their place. */
export type MessageShelf = { readonly folders: readonly MessageFolder[]; readonly messages: readonly SavedMessage[] };

/** What is put takes the place of what has its id. */
export type MessageChange = {
  readonly put?: Partial<MessageShelf>;
  /** Ids. */
  readonly delete?: { readonly folders?: readonly string[]; readonly messages?: readonly string[] };
};

/** Messages that a person keeps, in this browser. */
export class Messages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<MessageShelf> {
    const [folders, messages] = await Promise.all([
      this.#database.getAll('folders'),
      this.#database.getAll('messages'),
    ]);
    const byPlace = (a: { readonly place: number }, b: { readonly place: number }) => a.place - b.place;
    return { folders: folders.toSorted(byPlace), messages: messages.toSorted(byPlace) };
  }

  /** All of it or nothing. */
  async change({ put = {}, delete: gone = {} }: MessageChange): Promise<Result<void, StorageFailure>> {
    let transaction: IDBPTransaction<Schema, ('folders' | 'messages')[], 'readwrite'>;
    try {
      transaction = this.#database.transaction(['folders', 'messages'], 'readwrite');
    } catch (error) {
      return fail(failureOf(error));
    }
    const ended = transaction.done.then(() => undefined, failureOf);
    try {
      const folders = transaction.objectStore('folders');
      const messages = transaction.objectStore('messages');
      for (const folder of put.folders ?? []) await folders.put(folder);
      for (const message of put.messages ?? []) await messages.put(message);
      for (const id of gone.folders ?? []) await folders.delete(id);
      for (const id of gone.messages ?? []) await messages.delete(id);
    } catch (error) {
      // One that cannot be stored does not end the transaction by itself.
      if (error instanceof DOMException && error.name === 'DataCloneError') transaction.abort();
      await ended;
      return fail(failureOf(error));
    }
    const failure = await ended;
    return failure ? fail(failure) : ok(undefined);
  }
}
