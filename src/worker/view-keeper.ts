import { fail, ok, type Result } from '../base/result.ts';
import { parseQuery } from '../projections/query/parse.ts';
import type { Row } from '../projections/row.ts';
import type { Database } from '../storage/database.ts';
import type { Shelf } from '../storage/shelf.ts';
import { readChunk } from '../storage/chunks.ts';
import { Diagnosis, loadExaminer } from './diagnosis.ts';
import type { LiveSession } from './live-session.ts';
import { OpenSession } from './open-session.ts';
import { pause } from './pause.ts';
import { Pulse } from './pulse.ts';
import { Rates, restMsAt } from './rates.ts';
import { readStored } from './read-stored.ts';
import type { Recordings } from './recordings.ts';
import type { FilterProblem, SessionState } from './remote.ts';
import type { Surroundings } from './surroundings.ts';
import { sessionState, type View } from './view.ts';

const SOON_MS = 16;
const AGAIN_MS = 500;
/** How long a search may keep the page waiting for the rest of its state. */
const SEARCH_MS = 50;

export type ViewListener = {
  onsession(state: SessionState | undefined): void | Promise<void>;
  readonly onproblem: (message: string) => void;
};

/** The session that the page looks at, and what the page is told of it. */
export class ViewKeeper {
  readonly #database: Database;
  readonly #shelf: Shelf;
  readonly #surroundings: Surroundings;
  readonly #recordings: () => Recordings;
  readonly #listener: ViewListener;
  readonly #tell = new Pulse(() => this.#tellSession(), { soonMs: SOON_MS, restMs: () => this.#restMs });
  #view: View | undefined;
  /** Rises with each change of the view or the filter; the page drops answers to an older question. */
  #generation = 0;
  #filter = '';
  #restMs = restMsAt(0);

  constructor(
    database: Database,
    shelf: Shelf,
    surroundings: Surroundings,
    recordings: () => Recordings,
    listener: ViewListener,
  ) {
    this.#database = database;
    this.#shelf = shelf;
    this.#surroundings = surroundings;
    this.#recordings = recordings;
    this.#listener = listener;
  }

  get current(): View | undefined {
    return this.#view;
  }

  /** Something in view may have changed. */
  changed(): void {
    this.#tell.ask();
  }

  showLive(live: LiveSession): void {
    const { key, session, diagnosis, record } = live;
    this.#show({ key, session, live, diagnosis, record });
  }

  showNothing(): void {
    this.#show(undefined);
  }

  async showStored(key: string): Promise<Result<void, string>> {
    const record = await this.#shelf.read(key);
    if (!record || record.deletedAt !== undefined) return fail('This session is no longer there.');
    const session = new OpenSession(
      { read: (index) => readChunk(this.#database, key, index) },
      record.header.connections,
    );
    const { onproblem } = this.#listener;
    const diagnosis = new Diagnosis(session, await loadExaminer(this.#surroundings, onproblem), onproblem);
    const view = this.#show({ key, session, live: undefined, diagnosis, record });
    void this.#readAll(view);
    return ok(undefined);
  }

  setFilter(text: string): Result<void, FilterProblem> {
    const query = parseQuery(text);
    if (!query.ok) return query;
    this.#filter = text;
    this.#generation++;
    this.#view?.session.setQuery(text, query.value);
    this.changed();
    return ok(undefined);
  }

  async rows(from: number, to: number): Promise<{ readonly generation: number; readonly rows: readonly Row[] }> {
    const generation = this.#generation;
    return { generation, rows: (await this.#view?.session.rows(from, to)) ?? [] };
  }

  /** Another tab changed the record of `key`. */
  async told(key: string): Promise<void> {
    await this.refreshName(key);
    const record = await this.#shelf.read(key);
    const live = this.#recordings().get(key);
    // A recording that a full disk has not taken yet is not there, but nobody has deleted it.
    const isUncreated = live?.writer.uncreated !== undefined;
    const isDeleted = record ? record.deletedAt !== undefined : !isUncreated;
    live?.writer.allow(!isDeleted);
    if (this.#view?.key !== key) return;
    this.#view.isDeleted = isDeleted;
    this.changed();
  }

  async refreshName(key: string): Promise<void> {
    const record = await this.#shelf.read(key);
    if (!record) return;
    this.#recordings().get(key)?.rename(record.header.name);
    if (this.#view?.key === key) this.#view.record = { ...this.#view.record, header: record.header };
    this.changed();
  }

  #show(view: Pick<View, 'key' | 'session' | 'live' | 'diagnosis' | 'record'> | undefined): View | undefined {
    this.#generation++;
    this.#view?.session.matches.drop();
    const opening = view && !view.live ? { done: 0, total: view.record.entries } : undefined;
    this.#view = view && { ...view, rates: new Rates(), opening, isDeleted: false };
    const query = parseQuery(this.#filter);
    if (query.ok) this.#view?.session.setQuery(this.#filter, query.value);
    this.changed();
    return this.#view;
  }

  async #readAll(view: View | undefined): Promise<void> {
    if (!view) return;
    const problem = await readStored(
      view,
      this.#database,
      () => this.#view === view,
      () => this.changed(),
    );
    view.opening = undefined;
    if (problem !== undefined) this.#listener.onproblem(problem);
    this.changed();
  }

  async #tellSession(): Promise<void> {
    const view = this.#view;
    this.#recordings().fold();
    if (view) await this.#findMatches(view);
    const state = view && sessionState(view, this.#generation);
    this.#restMs = restMsAt(state?.rates.received ?? 0);
    await this.#listener.onsession(state);
    if (view?.live && (state?.rates.sent || state?.rates.received)) setTimeout(() => this.changed(), AGAIN_MS);
  }

  /** Looks at the new rows, but does not keep the page waiting for a long search. */
  async #findMatches({ session }: View): Promise<void> {
    const search = session.matches.advance(pause);
    await Promise.race([search, new Promise((resolve) => setTimeout(resolve, SEARCH_MS))]);
    if (session.matches.examined < session.timeline.columns.length) this.changed();
  }
}
