import { proxy } from 'comlink';
import { createContext } from 'svelte';
import type { ConnectForm, FieldProblem } from '../capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../capture/connect-options.ts';
import type { RowId } from '../projections/row.ts';
import type { ReplayState } from '../worker/replays/replay-remote.ts';
import type { ConnectionState, Profile, RemoteWorker, SessionState, ShelfState } from '../worker/remote.ts';
import { readFormLink, recallForm, rememberForm } from './connection/prefill.ts';
import type { ConnectionTab } from './connection/tabs/connection-tab.svelte.ts';
import { SessionTabs } from './connection/tabs/session-tabs.svelte.ts';
import type { Deeds } from './deeds.ts';
import { ticking } from './kit/clock.ts';
import { Layout } from './layout.svelte.ts';
import { Transfer } from './sessions/transfer.svelte.ts';
import { FilterField } from './filter/filter-field.svelte.ts';
import { RowSelection } from './timeline/acts/row-selection.svelte.ts';

/** A step of the replay, counted over all loops from 0. */
export type ComparedStep = { readonly index: number; readonly event: string };

/** What the page knows: the session in view, the shelf, the selection. The worker knows the rest. */
export class Workspace {
  readonly worker: RemoteWorker;
  /** Undefined where a session is only shown. */
  readonly deeds: Deeds | undefined;
  readonly layout = new Layout();
  readonly transfer: Transfer;
  readonly filter: FilterField;
  /** The practice server's URL, where `npm start` runs one. */
  practiceUrl = $state.raw<string>();
  /** `npm start` runs a relay, and the worker has been offered it. */
  hasRelay = $state.raw(false);
  session = $state.raw<SessionState>();
  shelf = $state.raw<ShelfState>({ items: [], deleted: [] });
  profiles = $state.raw<readonly Profile[]>([]);
  /** What is prepared to be said again, and how far it is. */
  replay = $state.raw<ReplayState>();
  /** The last failure that no pane of its own tells; shown until dismissed. */
  problem = $state.raw<string>();
  /** The row that Details shows. */
  selected = $state.raw<RowId>();
  /** The step that Details compares, until another row is selected. */
  step = $state.raw<ComparedStep>();
  /** It and the rows that are selected beside it. */
  readonly selection = new RowSelection(this);
  /** Entries that something outside the timeline speaks of just now: their rows are tinted. */
  pointed = $state.raw<readonly number[]>([]);
  /** The row under the pointer, and its session time. */
  hovered = $state.raw<{ readonly seq: number; readonly at: number }>();
  /** While on, the timeline shows the newest row. */
  isFollowing = $state.raw(true);

  /** `performance.now()` when `session` was told: its `now` is that old. */
  #toldAt = 0;
  readonly #eachSecond = ticking(1000);
  /** To be selected as soon as it has been read. */
  #wanted: { readonly key: string; readonly row: RowId } | undefined;
  readonly #tabs = new SessionTabs({ ...EMPTY_FORM, ...recallForm() });
  /** Sessions and connections whose failure has unfolded Diagnosis: it does so once. */
  #diagnosed: readonly string[] = [];

  constructor(worker: RemoteWorker, deeds?: Deeds) {
    this.worker = worker;
    this.deeds = deeds;
    this.transfer = new Transfer(worker);
    this.transfer.onimported = () => void this.askToKeep();
    this.filter = new FilterField(this);
  }

  async attach(): Promise<void> {
    await this.worker.attach(
      proxy({
        onsession: (state) => this.#takeSession(state),
        onshelf: (state) => void (this.shelf = state),
        onprofiles: (profiles) => void (this.profiles = profiles),
        onreplay: (state) => void (this.replay = state),
        onproblem: (message) => void (this.problem = message),
      }),
    );
  }

  get tabs(): readonly ConnectionTab[] {
    return this.#tabs.current.all;
  }

  /** Decides the form, and the connection that the bar, the composer and the readouts speak of. */
  get activeTab(): ConnectionTab {
    return this.#tabs.current.active;
  }

  get form(): ConnectForm {
    return this.activeTab.form;
  }

  get formProblems(): readonly FieldProblem[] {
    return this.activeTab.problems;
  }

  get connection(): ConnectionState | undefined {
    return this.connectionOf(this.activeTab);
  }

  connectionOf({ conn }: ConnectionTab): ConnectionState | undefined {
    return this.session?.connections.find(({ id }) => id === conn);
  }

  /** The session has rows of more than one connection, which must be told apart. */
  get hasSeveral(): boolean {
    return (this.session?.connections.length ?? 0) > 1;
  }

  /** It holds a connection, or its client goes on trying: there is something to disconnect. */
  get isConnectedOrTrying(): boolean {
    return this.session?.mode === 'live' && this.connection?.isActive === true;
  }

  /** Milliseconds since 1970, told again once a second. */
  get epochNow(): number {
    this.#eachSecond();
    return Date.now();
  }

  /** The session's clock in ms, going on between two tellings; a reader is told again once a second. */
  get sessionNow(): number {
    if (this.session?.mode !== 'live') return this.session?.now ?? 0;
    this.#eachSecond();
    return this.session.now + performance.now() - this.#toldAt;
  }

  /** Fills the form from a link; what a link leaves out falls back to its default. */
  prefill(hash: string): void {
    const fields = readFormLink(hash);
    if (Object.keys(fields).length > 0) this.edit({ ...EMPTY_FORM, ...fields });
  }

  edit(fields: Partial<ConnectForm>): void {
    this.activeTab.edit(fields);
  }

  activate(tab: ConnectionTab): void {
    this.layout.stage = 'session';
    this.#tabs.current.activate(tab);
  }

  openTab(form: ConnectForm = EMPTY_FORM): void {
    this.activate(this.#tabs.current.add(form));
  }

  /** The same once more; where the first is in use, the second is at once. */
  async duplicateTab(): Promise<void> {
    const isInUse = this.isConnectedOrTrying;
    this.openTab(this.form);
    if (isInUse) await this.connect();
  }

  /** What it has recorded stays in the session. */
  async closeTab(tab: ConnectionTab): Promise<void> {
    const connection = this.connectionOf(tab);
    this.#tabs.current.close(tab);
    if (connection?.isActive) await this.worker.disconnect(connection.id);
  }

  async connect(): Promise<void> {
    const tab = this.activeTab;
    const options = readConnectForm(tab.form);
    tab.problems = options.ok ? [] : options.error;
    if (!options.ok) return;
    rememberForm(tab.form);
    // Of a session that is over only the form is of use: what it connects is another session's.
    const target = this.session?.mode === 'live' ? tab : this.#tabs.start().active;
    void this.worker.describePage({ window: `${innerWidth} × ${innerHeight} px, ${devicePixelRatio}×` });
    const outcome = await this.worker.connect(options.value, target.conn);
    if (outcome.ok) target.conn = outcome.value.conn;
    this.problem = outcome.ok ? undefined : outcome.error;
  }

  async disconnect(): Promise<void> {
    if (this.connection) await this.worker.disconnect(this.connection.id);
  }

  /** Brings a session into view, and with it the row that is asked for, even where a filter would hide it. */
  async open(key: string, row?: RowId): Promise<void> {
    const isInView = this.session?.key === key;
    this.#wanted = row && { key, row };
    const opened = await this.worker.openSession(key);
    if (!opened.ok) {
      this.problem = opened.error;
      return;
    }
    this.layout.show('timeline');
    this.layout.isLeftOver = false;
    if (isInView && row && (await this.worker.indexOf(row)) === undefined) await this.filter.clear();
    this.#selectWanted();
  }

  /** After what shows that the sessions matter to the person. */
  async askToKeep(): Promise<void> {
    if (this.shelf.isPersisted !== false) return;
    const { askToKeep } = await import('./sessions/persistence.ts');
    await askToKeep(this);
  }

  select(row: RowId | undefined): void {
    this.selected = row;
    this.step = undefined;
    if (!row) return;
    this.isFollowing = false;
    this.layout.isDetailsFolded = false;
  }

  /** Shows how a step of the replay compares; `row` is what the session in view has of it. */
  compare(step: ComparedStep, row: RowId | undefined): void {
    this.select(row);
    this.layout.isDetailsFolded = false;
    this.step = step;
  }

  /** Selects it in the timeline, and leaves what is read now where it is. */
  pointAt(row: RowId): void {
    this.selected = row;
    this.step = undefined;
    this.isFollowing = false;
    this.layout.show('timeline');
  }

  #takeSession(state: SessionState | undefined): void {
    if (state?.key !== this.session?.key) {
      this.selected = undefined;
      this.pointed = [];
      // A stored session is read from its beginning.
      this.isFollowing = state?.mode === 'live';
      this.transfer.leave(state?.key);
      if (state) this.layout.stage = 'session';
    }
    this.#toldAt = performance.now();
    this.session = state;
    this.#selectWanted();
    this.#tabs.show(state);
    if (state?.mode === 'live' && this.connection?.status === 'failed')
      this.#diagnose(`${state.key} ${this.connection.id}`);
  }

  #selectWanted(): void {
    const wanted = this.#wanted;
    if (!wanted || this.session?.key !== wanted.key || this.session.entries <= wanted.row.seq) return;
    this.#wanted = undefined;
    this.select(wanted.row);
  }

  #diagnose(failed: string): void {
    if (this.#diagnosed.includes(failed)) return;
    this.#diagnosed = [...this.#diagnosed, failed];
    this.layout.unfoldDiagnosis();
  }
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
