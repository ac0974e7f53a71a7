import { fail, ok, type Result } from '../base/result.ts';
import type { Asker } from '../projections/query/read-query.ts';
import type * as Language from '../projections/query/read-query.ts';
import type { TimeRange } from '../projections/query/time-range.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { Note } from '../session/header.ts';
import { Diagnosis, loadExaminer } from './diagnosis.ts';
import type { FoldedMatches } from './folded-matches.ts';
import type { LiveSession } from './live-session.ts';
import { pause } from './pause.ts';
import { Pulse } from './pulse.ts';
import { Rates, restMsAt } from './rates.ts';
import { readStored } from './read-stored.ts';
import type { Recordings } from './recordings.ts';
import type { FilterProblem, SessionState } from './remote.ts';
import type { SessionStore } from './session-store.ts';
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
  readonly #store: SessionStore;
  readonly #surroundings: Pick<Surroundings, 'loadExaminer'>;
  readonly #recordings: () => Pick<Recordings, 'get' | 'fold'>;
  readonly #listener: ViewListener;
  readonly #tell = new Pulse(() => this.#tellSession(), { soonMs: SOON_MS, restMs: () => this.#restMs });
  #view: View | undefined;
  /** Rises with each change of the view or the filter; the page drops answers to an older question. */
  #generation = 0;
  #filter = '';
  #range: TimeRange | undefined;
  #query: Asker | undefined;
  #asked = 0;
  /** The list of matches that the page was told of last. */
  #toldList: FoldedMatches | undefined;
  #restMs = restMsAt(0);

  constructor(
    store: SessionStore,
    surroundings: Pick<Surroundings, 'loadExaminer'>,
    recordings: () => Pick<Recordings, 'get' | 'fold'>,
    listener: ViewListener,
  ) {
    this.#store = store;
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
    const record = await this.#store.record(key);
    if (!record || record.deletedAt !== undefined) return fail('This session is no longer there.');
    const { OpenSession } = await import('./open-session.ts');
    const session = new OpenSession({ read: (index) => this.#store.chunk(key, index) }, record.header.connections);
    const { onproblem } = this.#listener;
    const diagnosis = new Diagnosis(session, await loadExaminer(this.#surroundings, onproblem), onproblem);
    const view = this.#show({ key, session, live: undefined, diagnosis, record });
    void this.#readAll(view);
    return ok(undefined);
  }

  async setFilter(text: string, range?: TimeRange): Promise<Result<void, FilterProblem>> {
    const asked = ++this.#asked;
    const { readQuery } = await loadLanguage(text, range);
    const query = readQuery(text, range);
    // Asked again, it would count anew, and every row would be asked for anew.
    if (query.ok && text === this.#filter && isSameRange(range, this.#range)) return ok(undefined);
    const forced = query.ok ? query : readQuery(this.#filter, range);
    // Another query has come while the code for the first was loaded.
    if (asked === this.#asked && forced.ok && (query.ok || !isSameRange(range, this.#range))) {
      if (query.ok) this.#filter = text;
      this.#range = range;
      this.#query = forced.value;
      this.#refilter();
    }
    return query.ok ? ok(undefined) : query;
  }

  async rows(from: number, to: number): Promise<{ readonly generation: number; readonly rows: readonly Row[] }> {
    const generation = this.#generation;
    return { generation, rows: (await this.#view?.session.rows(from, to)) ?? [] };
  }

  /** Another tab changed the record of `key`. */
  async told(key: string): Promise<void> {
    await this.refreshHeader(key);
    const record = await this.#store.record(key);
    const live = this.#recordings().get(key);
    // A recording that a full disk has not taken yet is not there, but nobody has deleted it.
    const isUncreated = live?.writer.uncreated !== undefined;
    const isDeleted = record ? record.deletedAt !== undefined : !isUncreated;
    live?.writer.allow(!isDeleted);
    if (this.#view?.key !== key) return;
    this.#view.isDeleted = isDeleted;
    this.changed();
  }

  async refreshHeader(key: string): Promise<void> {
    const record = await this.#store.record(key);
    if (!record) return;
    this.#recordings().get(key)?.take(record.header);
    if (this.#view?.key === key) {
      this.#view.record = { ...this.#view.record, header: record.header };
      this.takeNotes(record.header.notes);
    }
    this.changed();
  }

  takeNotes(notes: readonly Note[]): void {
    if (!this.#view?.session.setNotes(notes)) return;
    // What a filter asks of notes may have another answer now.
    if (this.#filter.includes('has:')) this.#refilter();
    this.changed();
  }

  setFolded(row: RowId | undefined, isFolded: boolean): void {
    this.#view?.session.setFolded(row, isFolded);
    this.#listChanged();
  }

  reveal(row: RowId): void {
    if (this.#view?.session.reveal(row)) this.#listChanged();
  }

  /** Rows stand elsewhere than before. */
  #listChanged(): void {
    this.#generation++;
    this.changed();
  }

  #refilter(): void {
    this.#filterView();
    this.#listChanged();
  }

  #show(view: Pick<View, 'key' | 'session' | 'live' | 'diagnosis' | 'record'> | undefined): View | undefined {
    this.#generation++;
    this.#view?.session.matches.drop();
    // What narrowed one session's rows says nothing of another's. What was typed before there was any still holds.
    if (this.#view && this.#view.key !== view?.key) {
      this.#filter = '';
      this.#range = undefined;
      this.#query = undefined;
      this.#asked++;
    }
    const opening = view && !view.live ? { done: 0, total: view.record.entries } : undefined;
    this.#view = view && { ...view, shownAt: Date.now(), rates: new Rates(), opening, isDeleted: false };
    if (this.#view) this.#view.session.midnightMs = midnightBefore(this.#view.record.header.startedAt);
    if (this.#view) this.#view.session.setNotes((this.#view.live?.record ?? this.#view.record).header.notes);
    this.#filterView();
    this.changed();
    return this.#view;
  }

  #filterView(): void {
    this.#view?.session.setQuery(this.#filter, this.#query, this.#range);
  }

  async #readAll(view: View | undefined): Promise<void> {
    if (!view) return;
    const problem = await readStored(
      view,
      this.#store,
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
    // Answers may have taken rows out of the middle: what the page holds stands elsewhere now.
    if (this.#toldList?.matches === view?.session.matches && this.#toldList !== view?.session.list) this.#generation++;
    this.#toldList = view?.session.list;
    const state = view && sessionState(view, this.#generation);
    this.#restMs = restMsAt(state?.rates.received ?? 0);
    await this.#listener.onsession(state);
    if (view?.live && (state?.rates.sent || state?.rates.received)) setTimeout(() => this.changed(), AGAIN_MS);
  }

  /** Looks at the new rows, but does not keep the page waiting for a long search. */
  async #findMatches({ session }: View): Promise<void> {
    const search = session.matches.advance(pause);
    await Promise.race([search, new Promise((resolve) => setTimeout(resolve, SEARCH_MS))]);
    if (!session.matches.isSettled) this.changed();
  }
}

/** Most sessions are looked at unfiltered, so the code for queries comes with the first. */
async function loadLanguage(text: string, range: TimeRange | undefined): Promise<Pick<typeof Language, 'readQuery'>> {
  if (text.trim() === '' && !range) return { readQuery: () => ok(undefined) };
  return import('../projections/query/read-query.ts');
}

/** In ms of the session that began at `startedAt`, where this runs. */
function midnightBefore(startedAt: string): number {
  const start = new Date(startedAt);
  const midnight = new Date(start).setHours(0, 0, 0, 0);
  return Number.isNaN(midnight) ? 0 : midnight - start.getTime();
}

function isSameRange(a: TimeRange | undefined, b: TimeRange | undefined): boolean {
  return a?.fromMs === b?.fromMs && a?.toMs === b?.toMs;
}
