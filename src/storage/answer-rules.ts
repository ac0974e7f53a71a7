import type { Result } from '../base/result.ts';
import type { AnswerRule } from '../replay/answer-rule.ts';
import { tried, type Database } from './database.ts';
import type { StorageFailure } from './failure.ts';

/** Rules that answer the server's questions, kept for all sessions. */
export class AnswerRules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In their order. */
  async list(): Promise<readonly AnswerRule[]> {
    const rules = await this.#database.getAll('answers');
    return rules.sort((a, b) => a.place - b.place);
  }

  /** In place of all that there were. */
  replace(rules: readonly AnswerRule[]): Promise<Result<void, StorageFailure>> {
    return tried(async () => {
      const { store, done } = this.#database.transaction('answers', 'readwrite');
      const cleared = store.clear();
      await Promise.all([cleared, ...rules.map((rule, place) => store.put({ ...rule, place })), done]);
    });
  }
}
