import type { Message } from '../replay/message.ts';
import type { Result } from '../base/result.ts';
import { tried, type Database } from './database.ts';
import type { StorageFailure } from './failure.ts';
import type { SentMessage } from './stored-message.ts';

const MOST_KEPT = 500;
/** Characters of the arguments: those who send more have it in a file. */
export const LONGEST_KEPT = 50_000;

/** What was emitted by hand. Its ids rise with time. */
export class SentMessages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest first. */
  async list(): Promise<readonly SentMessage[]> {
    return (await this.#database.getAll('sent')).reverse();
  }

  /** The same as the last time takes its place. What is too long is not kept: false. */
  add(sent: SentMessage): Promise<Result<boolean, StorageFailure>> {
    return tried(async () => {
      if (sent.message.args.length > LONGEST_KEPT) return false;
      const { store, done } = this.#database.transaction('sent', 'readwrite', { durability: 'relaxed' });
      const newest = await store.openCursor(undefined, 'prev');
      if (newest && isSame(newest.value, sent)) await newest.delete();
      await store.put(sent);
      for (const id of (await store.getAllKeys()).slice(0, -MOST_KEPT)) await store.delete(id);
      await done;
      return true;
    });
  }

  delete(id: string): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.delete('sent', id));
  }

  clear(): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.clear('sent'));
  }
}

function isSame(a: SentMessage, b: SentMessage): boolean {
  return a.url === b.url && textOf(a.message) === textOf(b.message);
}

function textOf({ event, args, nsp, expectAck, ackTimeoutMs, isVolatile, isCompressed }: Message): string {
  return JSON.stringify([event, args, nsp, expectAck, ackTimeoutMs, isVolatile, isCompressed]);
}
