import type { Result } from '../base/result.ts';
import type { ParserName, ProtocolName } from '../session/header.ts';
import type { Database } from './database.ts';
import { tried } from './database.ts';
import type { StorageFailure } from './failure.ts';

/** What a server was found to speak, kept so that the next connection need not ask. Nothing of the person's is in it. */
export type Endpoint = { readonly protocol: ProtocolName; readonly parser: ParserName };

/** By address: origin and path, without a query. */
export class Endpoints {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined also where the disk fails: then the server is asked again. */
  async recall(url: string, path: string): Promise<Endpoint | undefined> {
    const found = await tried(() => this.#database.get('endpoints', url + path));
    return found.ok ? found.value : undefined;
  }

  remember(url: string, path: string, { protocol, parser }: Endpoint): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.put('endpoints', { protocol, parser }, url + path));
  }

  forget(url: string, path: string): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.delete('endpoints', url + path));
  }
}
