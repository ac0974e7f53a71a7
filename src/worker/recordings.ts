import { fail, ok, type Result } from '../base/result.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Database } from '../storage/database.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';
import { NO_RELAY } from './live-connection.ts';
import type { LiveSession, LiveSessionStart } from './live-session.ts';
import { startSession } from './new-session.ts';
import type { PageEvent } from './remote.ts';
import { sentenceOf } from './storage-words.ts';
import type { Surroundings } from './surroundings.ts';

type Connected = Result<{ readonly conn: number }, string>;

export type RecordingsListener = {
  /** A session has begun, and is to be looked at. */
  onstart(live: LiveSession): void;
  readonly ongrow: () => void;
  readonly onquestion: LiveSessionStart['onquestion'];
  /** The record of a session came or changed. */
  onchange(key: string): void;
  readonly onproblem: (message: string) => void;
};

/** The sessions that this tab records, and those that are over but not on the disk yet. */
export class Recordings {
  readonly #database: Database;
  readonly #shelf: Shelf;
  readonly #surroundings: Surroundings;
  readonly #listener: RecordingsListener;
  readonly #living = new Map<string, LiveSession>();
  #connecting: Promise<unknown> = Promise.resolve();

  constructor(database: Database, shelf: Shelf, surroundings: Surroundings, listener: RecordingsListener) {
    this.#database = database;
    this.#shelf = shelf;
    this.#surroundings = surroundings;
    this.#listener = listener;
  }

  get(key: string): LiveSession | undefined {
    return this.#living.get(key);
  }

  all(): readonly LiveSession[] {
    return [...this.#living.values()];
  }

  records(): readonly SessionRecord[] {
    return [...this.#living.values()].map(({ record }) => record);
  }

  /** In the session that `inView` answers with if it still records, else in a new one. */
  connect(
    options: ConnectOptions,
    conn: number | undefined,
    inView: () => LiveSession | undefined,
  ): Promise<Connected> {
    // One after the other: a second one finds the session that the first has begun.
    const connected = this.#connecting.then(() => this.#connect(options, conn, inView));
    this.#connecting = connected.catch(() => undefined);
    return connected;
  }

  async end(live: LiveSession): Promise<void> {
    await live.end();
    const { state } = live.writer.state;
    // What its channels say last may come after this: it is written soon, and `fold` lets go of it then.
    if (live.leave()) this.#living.delete(live.key);
    else if (state === 'full' || state === 'failed') {
      const { name } = live.record.header;
      this.#listener.onproblem(`“${name}” stays in memory until the disk takes it; do not close this tab.`);
    }
    this.#listener.onchange(live.key);
  }

  notePage(event: PageEvent, epochMs: number): void {
    for (const live of this.#living.values()) live.notePage(event, epochMs);
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

  async #connect(
    options: ConnectOptions,
    conn: number | undefined,
    inView: () => LiveSession | undefined,
  ): Promise<Connected> {
    if (options.useRelay && !this.#surroundings.relay) return fail(NO_RELAY);
    const recording = inView();
    if (recording && !recording.isOver) return ok({ conn: recording.connections.connect(options, conn) });
    const started = await startSession(this.#database, this.#shelf, this.#surroundings, {
      onchange: this.#listener.ongrow,
      onquestion: this.#listener.onquestion,
      onproblem: this.#listener.onproblem,
    });
    if (!started.ok) return fail(sentenceOf(started.error));
    const live = started.value;
    this.#living.set(live.key, live);
    this.#listener.onstart(live);
    return ok({ conn: live.connections.connect(options, undefined) });
  }
}
