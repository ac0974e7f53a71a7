import type { Result } from '../base/result.ts';
import type { Database } from './database.ts';
import { tried } from './database.ts';
import type { StorageFailure } from './failure.ts';

/** A query that a person keeps, for any session. Its text is its name. */
export type SavedQuery = {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
};

export class Queries {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest first. */
  async list(): Promise<readonly string[]> {
    const queries = await this.#database.getAll('queries');
    return queries.toSorted((a, b) => b.savedAt - a.savedAt).map(({ text }) => text);
  }

  save(text: string, savedAt: number): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.put('queries', { text, savedAt }));
  }

  delete(text: string): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.delete('queries', text));
  }
}
