import type { Result } from '../base/result.ts';
import type { Database } from './database.ts';
import { tried } from './database.ts';
import type { StorageFailure } from './failure.ts';

/** A saved connection, with the secrets that the person saved in it: it is kept here and nowhere else. */
export type StoredProfile = {
  readonly id: string;
  readonly name: string;
  /** The form's fields as they were; a later version of the app may have others. */
  readonly form: Readonly<Record<string, unknown>>;
};

/** The saved connections of this browser. */
export class Profiles {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By name, as people sort: "Staging 2" before "Staging 10". */
  async list(): Promise<readonly StoredProfile[]> {
    const profiles = await this.#database.getAll('profiles');
    return profiles.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Takes the place of the one with the same id. */
  save(profile: StoredProfile): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.put('profiles', profile));
  }

  delete(id: string): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.delete('profiles', id));
  }
}
