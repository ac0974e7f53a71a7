import { fail, ok, type Result } from '../base/result.ts';
import { loadClient } from '../capture/client-v4.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Database } from '../storage/database.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { LiveSession } from './live-session.ts';
import { startSession } from './new-session.ts';
import { sentenceOf } from './storage-words.ts';

type Connected = Result<{ readonly conn: number }, string>;

export type RecordingsListener = {
  /** A session has begun, and is to be looked at. */
  onstart(live: LiveSession): void;
  ongrow(): void;
  /** The record of a session came or changed. */
  onchange(key: string): void;
  onproblem(message: string): void;
};

/** The sessions that this tab records, and those that are over but not on the disk yet. */
export class Recordings {
  readonly #database: Database;
  readonly #shelf: Shelf;
  readonly #listener: RecordingsListener;
  readonly #living = new Map<string, LiveSession>();
  #connecting: Promise<unknown> = Promise.resolve();

  constructor(database: Database, shelf: Shelf, listener: RecordingsListener) {
    this.#database = database;
    this.#shelf = shelf;
    this.#listener = listener;
  }

  get(key: string): LiveSession | undefined {
    return this.#living.get(key);
  }

  records(): readonly SessionRecord[] {
    return [...this.#living.values()].map(({ record }) => record);
  }

  /** In the session that `inView` answers with if it still records, else in a new one. */
  connect(options: ConnectOptions, inView: () => LiveSession | undefined): Promise<Connected> {
    // One after the other: a second one finds the session that the first has begun.
    const connected = this.#connecting.then(() => this.#connect(options, inView));
    this.#connecting = connected.catch(() => undefined);
    return connected;
  }

  async end(live: LiveSession): Promise<void> {
    await live.end();
    if (live.leave()) this.#living.delete(live.key);
    else {
      const { name } = live.record.header;
      this.#listener.onproblem(`“${name}” stays in memory until the disk takes it; do not close this tab.`);
    }
    this.#listener.onchange(live.key);
  }

  /** Decodes what has come in all of them, and lets go of those that are over and saved. */
  fold(): void {
    for (const live of this.#living.values()) {
      live.session.fold();
      if (!live.leave()) continue;
      this.#living.delete(live.key);
      this.#listener.onchange(live.key);
    }
  }

  async #connect(options: ConnectOptions, inView: () => LiveSession | undefined): Promise<Connected> {
    // Loaded first: from here to the open connection nothing waits, so nothing can come between.
    const client = await loadClient().catch((error: unknown) => String(error));
    if (typeof client === 'string') return fail(`The client library could not be loaded (${client}); reload the page.`);
    const recording = inView();
    if (recording && !recording.isOver) return ok({ conn: recording.connect(client, options) });
    const started = await startSession(this.#database, this.#shelf, this.#listener.ongrow);
    if (!started.ok) return fail(sentenceOf(started.error));
    const live = started.value;
    this.#living.set(live.key, live);
    this.#listener.onstart(live);
    return ok({ conn: live.connect(client, options) });
  }
}
