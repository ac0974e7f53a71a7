import { fail, ok, type Result } from '../base/result.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Details } from '../projections/details-view.ts';
import type { InsightView } from '../projections/insight-view.ts';
import { parseQuery } from '../projections/query/parse.ts';
import type { Row, RowId } from '../projections/row.ts';
import { readChunk } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import { Shelf } from '../storage/shelf.ts';
import { newKey } from './new-session.ts';
import { OpenSession } from './open-session.ts';
import { pause } from './pause.ts';
import { Pulse } from './pulse.ts';
import { Rates, restMsAt } from './rates.ts';
import { readStored } from './read-stored.ts';
import { Recordings } from './recordings.ts';
import type { Emission, FilterProblem, ImportReport, Progress, RemoteWorker, WorkerListener } from './remote.ts';
import { ShelfKeeper } from './shelf-keeper.ts';
import { sentenceOf } from './storage-words.ts';
import type { Transfers } from './transfers.ts';
import { sessionState, type View } from './view.ts';

const SOON_MS = 16;
const SHELF_REST_MS = 500;
const REPLAY_ACK_TIMEOUT_MS = 5000;

/** What the page asks of the session worker: sessions recorded, opened, searched, kept. */
export class Workbench implements RemoteWorker {
  readonly #database: Database;
  readonly #shelf: Shelf;
  readonly #keeper: ShelfKeeper;
  #transfers: Promise<Transfers> | undefined;
  readonly #recordings: Recordings;
  readonly #tell = new Pulse(() => this.#tellSession(), { soonMs: SOON_MS, restMs: () => this.#restMs });
  readonly #tellShelf = new Pulse(() => this.#tellShelfState(), { soonMs: SOON_MS, restMs: () => SHELF_REST_MS });
  #listener: WorkerListener | undefined;
  #view: View | undefined;
  /** Rises with each change of the view or the filter; the page drops answers to an older question. */
  #generation = 0;
  #filter = '';
  #restMs = restMsAt(0);

  constructor(database: Database) {
    this.#database = database;
    this.#shelf = new Shelf(database);
    this.#keeper = new ShelfKeeper(
      this.#shelf,
      () => this.#recordings.records(),
      () => this.#tellShelf.ask(),
      (key) => void this.#told(key),
    );
    this.#recordings = new Recordings(database, this.#shelf, {
      onstart: (live) => {
        this.#show({ key: live.key, session: live.session, live, record: live.record });
        this.#keeper.changed(live.key);
      },
      ongrow: () => this.#grown(),
      onchange: (key) => this.#keeper.changed(key),
      onproblem: (message) => this.problem(message),
    });
  }

  async attach(listener: WorkerListener): Promise<void> {
    this.#listener = listener;
    await this.#keeper.tidy(Date.now());
    this.#tellShelf.ask();
    this.#tell.ask();
  }

  /** For failures that no call waits for. */
  problem(message: string): void {
    void this.#listener?.onproblem(message);
  }

  connect(options: ConnectOptions): Promise<Result<{ readonly conn: number }, string>> {
    return this.#recordings.connect(options, () => this.#view?.live);
  }

  async disconnect(conn: number): Promise<void> {
    await this.#view?.live?.disconnect(conn);
    this.#grown();
  }

  async emit(message: Emission): Promise<Result<void, string>> {
    const live = this.#view?.live;
    return live ? live.emit(message) : fail('Connect first: this session is not being recorded.');
  }

  async replay(row: RowId, conn: number): Promise<Result<void, string>> {
    const live = this.#view?.live;
    const details = await this.#view?.session.details(row);
    if (!live || !details) return fail('Connect first: this session is not being recorded.');
    return live.replay(conn, details, REPLAY_ACK_TIMEOUT_MS);
  }

  async closeSession(): Promise<void> {
    const live = this.#view?.live;
    this.#show(undefined);
    if (live) await this.#recordings.end(live);
  }

  async openSession(key: string): Promise<Result<void, string>> {
    if (this.#view?.key === key) return ok(undefined);
    const before = this.#view?.live;
    const live = this.#recordings.get(key);
    if (live) this.#show({ key, session: live.session, live, record: live.record });
    else {
      const record = await this.#shelf.read(key);
      if (!record || record.deletedAt !== undefined) return fail('This session is no longer there.');
      const session = new OpenSession({ read: (index) => readChunk(this.#database, key, index) });
      const view = this.#show({ key, session, live: undefined, record });
      void this.#readAll(view);
    }
    // A session that is no longer looked at and records nothing is over; one that records goes on.
    if (before && !before.isConnected) await this.#recordings.end(before);
    return ok(undefined);
  }

  async renameSession(key: string, name: string): Promise<Result<void, string>> {
    const renamed = await this.#keeper.rename(key, name);
    await this.#refreshName(key);
    return renamed.ok ? ok(undefined) : fail(sentenceOf(renamed.error));
  }

  async deleteSession(key: string): Promise<Result<void, string>> {
    const live = this.#recordings.get(key);
    if (live) await this.#recordings.end(live);
    const removed = await this.#keeper.remove(key);
    if (removed.ok && this.#view?.key === key) this.#show(undefined);
    return removed.ok ? ok(undefined) : fail(sentenceOf(removed.error));
  }

  async undoDelete(key: string): Promise<void> {
    await this.#keeper.undo(key);
  }

  async setFilter(text: string): Promise<Result<void, FilterProblem>> {
    const query = parseQuery(text);
    if (!query.ok) return query;
    this.#filter = text;
    this.#generation++;
    this.#view?.session.setQuery(text, query.value);
    this.#grown();
    return ok(undefined);
  }

  async rows(from: number, to: number): Promise<{ readonly generation: number; readonly rows: readonly Row[] }> {
    const generation = this.#generation;
    return { generation, rows: (await this.#view?.session.rows(from, to)) ?? [] };
  }

  async details(row: RowId): Promise<Details | undefined> {
    return this.#view?.session.details(row);
  }

  async indexOf(row: RowId): Promise<number | undefined> {
    return this.#view?.session.indexOf(row);
  }

  async insight(): Promise<InsightView | undefined> {
    return this.#view?.session.insight();
  }

  async exportSession(
    key: string,
    { compress }: { readonly compress: boolean },
    onprogress: (progress: Progress) => void,
  ): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>> {
    const transfers = await this.#loadTransfers();
    return transfers.exportSession(key, this.#recordings.get(key), compress, onprogress);
  }

  async importFile(
    file: Blob,
    name: string,
    onprogress: (progress: Progress) => void,
  ): Promise<Result<ImportReport, string>> {
    const key = newKey();
    const transfers = await this.#loadTransfers();
    const report = await transfers.importFile(file, name, key, onprogress);
    this.#keeper.changed(key);
    return report;
  }

  async cancelLongWork(): Promise<void> {
    (await this.#transfers)?.cancel();
  }

  /** Files are read and written seldom, so the code for it comes when it is first needed. */
  #loadTransfers(): Promise<Transfers> {
    this.#transfers ??= import('./transfers.ts').then(({ Transfers }) => new Transfers(this.#database, this.#shelf));
    return this.#transfers;
  }

  #show(view: Pick<View, 'key' | 'session' | 'live' | 'record'> | undefined): View | undefined {
    this.#generation++;
    this.#view?.session.matches.drop();
    const opening = view && !view.live ? { done: 0, total: view.record.entries } : undefined;
    this.#view = view && { ...view, rates: new Rates(), opening, isDeleted: false };
    const query = parseQuery(this.#filter);
    if (query.ok) this.#view?.session.setQuery(this.#filter, query.value);
    this.#grown();
    return this.#view;
  }

  async #readAll(view: View | undefined): Promise<void> {
    if (!view) return;
    const problem = await readStored(
      view,
      this.#database,
      () => this.#view === view,
      () => this.#grown(),
    );
    view.opening = undefined;
    if (problem !== undefined) this.problem(problem);
    this.#grown();
  }

  /** Another tab changed the record of `key`. */
  async #told(key: string): Promise<void> {
    await this.#refreshName(key);
    const record = await this.#shelf.read(key);
    // A recording that a full disk has not taken yet is not there, but nobody has deleted it.
    const isUncreated = this.#recordings.get(key)?.writer.uncreated !== undefined;
    const isDeleted = record ? record.deletedAt !== undefined : !isUncreated;
    this.#recordings.get(key)?.writer.allow(!isDeleted);
    if (this.#view?.key !== key) return;
    this.#view.isDeleted = isDeleted;
    this.#grown();
  }

  async #refreshName(key: string): Promise<void> {
    const record = await this.#shelf.read(key);
    if (!record) return;
    this.#recordings.get(key)?.rename(record.header.name);
    if (this.#view?.key === key) this.#view.record = { ...this.#view.record, header: record.header };
    this.#grown();
  }

  #grown(): void {
    this.#tell.ask();
  }

  async #tellSession(): Promise<void> {
    const view = this.#view;
    this.#recordings.fold();
    if (view) await this.#findMatches(view);
    const state = view && sessionState(view, this.#generation);
    this.#restMs = restMsAt(state?.rates.received ?? 0);
    await this.#listener?.onsession(state);
    if (view?.live && (state?.rates.sent || state?.rates.received)) setTimeout(() => this.#grown(), 500);
    if (view?.live) this.#tellShelf.ask();
  }

  /** Looks at the new rows, but does not keep the page waiting for a long search. */
  async #findMatches({ session }: View): Promise<void> {
    const search = session.matches.advance(pause);
    await Promise.race([search, new Promise((resolve) => setTimeout(resolve, 50))]);
    if (session.matches.examined < session.timeline.columns.length) this.#grown();
  }

  async #tellShelfState(): Promise<void> {
    await this.#listener?.onshelf(await this.#keeper.state());
  }
}
