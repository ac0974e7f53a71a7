import * as v from 'valibot';
import type { Result } from '../base/result.ts';
import type { RedactionRule } from '../redaction/rule.ts';
import type { Database } from './database.ts';
import { tried } from './database.ts';
import type { StorageFailure } from './failure.ts';

const KEY = 'redaction rules';

const WHOSE = { id: v.string(), isOn: v.boolean() };
const RULE = v.variant('by', [
  v.object({ ...WHOSE, by: v.literal('path'), path: v.string(), event: v.exactOptional(v.string()) }),
  v.object({ ...WHOSE, by: v.literal('event'), event: v.string() }),
  v.object({ ...WHOSE, by: v.literal('pattern'), pattern: v.string() }),
]);

/** What this person takes for a secret, in all sessions. */
export class RedactionRules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What another version wrote and this one cannot read is left out. */
  async list(): Promise<readonly RedactionRule[]> {
    const stored: unknown = await this.#database.get('settings', KEY);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each) => {
      const read = v.safeParse(RULE, each);
      return read.success ? [read.output] : [];
    });
  }

  save(rules: readonly RedactionRule[]): Promise<Result<unknown, StorageFailure>> {
    return tried(() => this.#database.put('settings', rules, KEY));
  }
}
