import { readRetention } from '../../storage/settings.ts';
import type { Bench } from '../bench.ts';
import { heldSessions } from '../held-sessions.ts';
import { dueBy } from './due.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Applies the rule for old sessions: at the start, once an hour, and when it changes. */
export class RetentionKeeper {
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  start(): void {
    this.#bench.keeper.watch({ onsettings: () => void this.#apply() });
    setInterval(() => void this.#apply(), HOUR_MS);
    void this.#apply();
  }

  async #apply(): Promise<void> {
    const { database, keeper, shelf, views } = this.#bench;
    const retention = await readRetention(database);
    keeper.retention = retention;
    if (retention.rule === 'delete') {
      const due = dueBy(retention, await shelf.list(), await heldSessions(), Date.now());
      // The one that somebody reads is not taken out of their hands.
      const keys = due.map(({ key }) => key).filter((key) => key !== views.current?.key);
      if (keys.length > 0) await keeper.removeAll(keys, true);
    }
    keeper.retold();
  }
}
