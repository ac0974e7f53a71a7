import { fail, ok, type Result } from '../base/result.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { RelayAccess } from '../capture/relay-access.ts';
import type { Question } from '../capture/questions.ts';
import type { DiagnosisView } from '../doctor/finding.ts';
import type { TimeRange } from '../projections/query/time-range.ts';
import type { RowId } from '../projections/row.ts';
import type { EnvironmentFacts } from '../session/header.ts';
import type { Database } from '../storage/database.ts';
import type { StorageFailure } from '../storage/failure.ts';
import type { Queries } from '../storage/queries.ts';
import { Shelf } from '../storage/shelf.ts';
import type { Bench } from './bench.ts';
import type { Connections } from './connections.ts';
import { diagnose } from './diagnose.ts';
import { FacetShelf } from './facets.ts';
import { heldSessions } from './held-sessions.ts';
import type { LiveSession } from './live-session.ts';
import { ProfileKeeper } from './profile-keeper.ts';
import { Pulse } from './pulse.ts';
import { Recordings } from './recordings.ts';
import { setNote } from './note-keeping.ts';
import type * as Outgoing from './outgoing.ts';
import type {
  Emission,
  FacetName,
  FilterProblem,
  PageEvent,
  PlainMessage,
  Profile,
  RemoteWorker,
  WorkerListener,
} from './remote.ts';
import { storeOf } from './session-store.ts';
import { ShelfKeeper } from './shelf-keeper.ts';
import { sentenceOf } from './storage-words.ts';
import type { Surroundings } from './surroundings.ts';
import { ViewKeeper } from './view-keeper.ts';
import { NO_LONGER_THERE, ViewQuestions } from './view-questions.ts';

const SOON_MS = 16;
const SHELF_REST_MS = 500;
const NOT_RECORDED = 'Connect first: this session is not being recorded.';

/** What the page asks of the session worker: sessions recorded, opened, searched, kept. */
export class Workbench extends ViewQuestions implements Omit<RemoteWorker, FacetName> {
  readonly facets: FacetShelf;
  readonly #bench: Bench;
  readonly #database: Database;
  readonly #surroundings: Surroundings;
  readonly #shelf: Shelf;
  readonly #keeper: ShelfKeeper;
  readonly #profiles: ProfileKeeper;
  readonly #recordings: Recordings;
  protected override readonly views: ViewKeeper;
  readonly #tellShelf = new Pulse(() => this.#tellShelfState(), { soonMs: SOON_MS, restMs: () => SHELF_REST_MS });
  readonly #tellProfiles = new Pulse(() => this.#tellProfileList(), { soonMs: SOON_MS, restMs: () => SOON_MS });
  #listener: WorkerListener | undefined;

  constructor(database: Database, surroundings: Surroundings) {
    super();
    this.#database = database;
    this.#surroundings = surroundings;
    this.#shelf = new Shelf(database);
    this.#profiles = new ProfileKeeper(database, () => this.#tellProfiles.ask());
    this.#keeper = new ShelfKeeper(this.#shelf, () => this.#recordings.records(), {
      onchange: () => this.#tellShelf.ask(),
      ontold: (key) => void this.views.told(key),
    });
    this.views = new ViewKeeper(storeOf(database, this.#shelf), surroundings, () => this.#recordings, {
      onsession: async (state) => {
        await this.#listener?.onsession(state);
        if (state?.mode === 'live') this.#tellShelf.ask();
      },
      onproblem: (message) => this.problem(message),
    });
    this.#recordings = new Recordings(database, this.#shelf, surroundings, {
      onstart: (live) => {
        this.views.showLive(live);
        this.#keeper.changed(live.key);
      },
      ongrow: () => this.views.changed(),
      onquestion: (live, conn, question) => void this.#asked(live, conn, question),
      onchange: (key) => this.#keeper.changed(key),
      onproblem: (message) => this.problem(message),
    });
    this.#bench = {
      database,
      surroundings,
      shelf: this.#shelf,
      keeper: this.#keeper,
      views: this.views,
      recordings: this.#recordings,
      listener: () => this.#listener,
      problem: (message) => this.problem(message),
    };
    this.facets = new FacetShelf(this.#bench);
  }

  get #live(): LiveSession | undefined {
    return this.views.current?.live;
  }

  async attach(listener: WorkerListener): Promise<void> {
    this.#listener = listener;
    await this.#keeper.tidy(Date.now());
    this.#tellShelf.ask();
    this.#tellProfiles.ask();
    this.views.changed();
    // Loaded now, it does not keep the first connection waiting.
    void this.#surroundings.loadExaminer().catch(() => undefined);
    void import('./live-session.ts').catch(() => undefined);
    void import('./files/private-file.ts').then((files) => files.removeAbandonedFiles()).catch(() => undefined);
    // It looks after old sessions, and indexes those that a search would have to read.
    void this.facets.get('shelf').catch(() => undefined);
  }

  async notePage(event: PageEvent, epochMs: number): Promise<void> {
    this.#recordings.notePage(event, epochMs);
  }

  /** For failures that no call waits for. */
  problem(message: string): void {
    void this.#listener?.onproblem(message);
  }

  async offerRelay(access: RelayAccess): Promise<void> {
    this.#surroundings.relay = access;
  }

  async describePage(facts: EnvironmentFacts): Promise<void> {
    this.#surroundings.page = facts;
  }

  connect(options: ConnectOptions, conn: number | undefined): Promise<Result<{ readonly conn: number }, string>> {
    return this.#recordings.connect(options, conn, () => this.#live);
  }

  async disconnect(conn: number): Promise<void> {
    await this.#live?.disconnect(conn);
    this.views.changed();
  }

  joinNamespace(conn: number, nsp: string): Promise<Result<void, string>> {
    return this.#say((outgoing, connections) => outgoing.joinNamespace(connections, conn, nsp));
  }

  leaveNamespace(conn: number, nsp: string): Promise<Result<void, string>> {
    return this.#say((outgoing, connections) => outgoing.leaveNamespace(connections, conn, nsp));
  }

  emit(message: Emission): Promise<Result<void, string>> {
    return this.#say((outgoing, connections) => outgoing.emit(connections, message));
  }

  sendMessage(message: PlainMessage): Promise<Result<void, string>> {
    return this.#say((outgoing, connections) => outgoing.sendMessage(connections, message));
  }

  async answer(row: RowId, args: string): Promise<Result<void, string>> {
    const details = await this.details(row);
    if (!details) return fail(NO_LONGER_THERE);
    return this.#say((outgoing, connections) => outgoing.answer(connections, details, args));
  }

  async closeSession(): Promise<void> {
    const live = this.#live;
    this.views.showNothing();
    if (live) await this.#recordings.end(live);
  }

  async openSession(key: string): Promise<Result<void, string>> {
    if (this.views.current?.key === key) return ok(undefined);
    const before = this.#live;
    const live = this.#recordings.get(key);
    if (live) this.views.showLive(live);
    else {
      const shown = await this.views.showStored(key);
      if (!shown.ok) return shown;
    }
    // A session that is no longer looked at and records nothing is over; one that records goes on.
    if (before && !before.isBusy) await this.#recordings.end(before);
    return ok(undefined);
  }

  async renameSession(key: string, name: string): Promise<Result<void, string>> {
    const renamed = await this.#keeper.changeHeader(key, (header) => ({ ...header, name }));
    await this.views.refreshHeader(key);
    return renamed.ok ? ok(undefined) : fail(sentenceOf(renamed.error));
  }

  async deleteSession(key: string): Promise<Result<void, string>> {
    // A recording is not to be ended for nothing.
    if ((await this.#shelf.read(key))?.isLocked) return fail(sentenceOf({ reason: 'locked' }));
    const live = this.#recordings.get(key);
    if (!live && (await heldSessions())?.has(key)) return fail('Another tab records this session: delete it there.');
    if (live) await this.#recordings.end(live);
    const removed = await this.#keeper.remove(key);
    if (removed.ok && this.views.current?.key === key) this.views.showNothing();
    return removed.ok ? ok(undefined) : fail(sentenceOf(removed.error));
  }

  async undoDelete(key: string): Promise<void> {
    await this.#keeper.undo([key]);
  }

  setFilter(text: string, range?: TimeRange): Promise<Result<void, FilterProblem>> {
    return this.views.setFilter(text, range);
  }

  async savedQueries(): Promise<readonly string[]> {
    return (await this.#loadQueries()).list();
  }

  async saveQuery(text: string): Promise<Result<void, string>> {
    return told(await (await this.#loadQueries()).save(text.trim(), Date.now()));
  }

  async deleteQuery(text: string): Promise<Result<void, string>> {
    return told(await (await this.#loadQueries()).delete(text));
  }

  setNote(row: RowId, text: string | undefined): Promise<Result<void, string>> {
    return setNote(this.views, this.#keeper, row, text);
  }

  async diagnosis(): Promise<DiagnosisView | undefined> {
    return this.views.current?.diagnosis.view();
  }

  async diagnose(conn: number, all: boolean): Promise<Result<void, string>> {
    if (!this.#live) return fail('Connect first: a saved session is examined as it is, without asking the server.');
    return diagnose(this.#live, conn, all, this.#surroundings, () => this.views.changed());
  }

  async cancelDiagnosis(): Promise<void> {
    await this.views.current?.diagnosis.cancel();
  }

  saveProfile(profile: Profile): Promise<Result<void, string>> {
    return this.#profiles.save(profile);
  }

  deleteProfile(id: string): Promise<Result<void, string>> {
    return this.#profiles.delete(id);
  }

  /** Nothing is said before something is connected, so the code for it comes with the first word. */
  async #say(
    say: (outgoing: typeof Outgoing, connections: Connections) => Result<void, string>,
  ): Promise<Result<void, string>> {
    const live = this.#live;
    return live ? say(await import('./outgoing.ts'), live.connections) : fail(NOT_RECORDED);
  }

  /** Told while its frame is the newest in the log, whose attachments may come in frames of their own. */
  async #asked(live: LiveSession, conn: number, question: Question): Promise<void> {
    const of = question.isBinary ? undefined : live.session.log.length - 1;
    const { answerByRule } = await import('./speech/answering.ts');
    await answerByRule(this.#bench, { live, conn, question, of });
  }

  async #loadQueries(): Promise<Queries> {
    const { Queries } = await import('../storage/queries.ts');
    return new Queries(this.#database);
  }

  async #tellShelfState(): Promise<void> {
    await this.#listener?.onshelf(await this.#keeper.state());
  }

  async #tellProfileList(): Promise<void> {
    await this.#listener?.onprofiles(await this.#profiles.state());
  }
}

function told(outcome: Result<unknown, StorageFailure>): Result<void, string> {
  return outcome.ok ? ok(undefined) : fail(sentenceOf(outcome.error));
}
