import type { Result } from '../base/result.ts';
import type { Environment } from '../replay/environment.ts';
import type { Database } from './database.ts';
import { tried } from './database.ts';
import type { StorageFailure } from './failure.ts';

/** Variables of this browser, with their secrets: they are kept here and nowhere else. */
export class Environments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By name, as people sort. */
  async list(): Promise<readonly Environment[]> {
    const environments = await this.#database.getAll('environments');
    return environments.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Takes the place of the one with the same id. */
  save(environment: Environment): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.put('environments', environment));
  }

  delete(id: string): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.delete('environments', id));
  }
}
