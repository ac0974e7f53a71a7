import { proxy } from 'comlink';
import { createContext } from 'svelte';
import type { ConnectForm, FieldProblem } from '../capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../capture/connect-options.ts';
import type { RowId } from '../projections/row.ts';
import type { ConnectionState, RemoteWorker, SessionState, ShelfState } from '../worker/remote.ts';
import { readFormLink, recallForm, rememberForm } from './connection/prefill.ts';
import { ticking } from './kit/clock.ts';
import { Layout } from './layout.svelte.ts';
import { Transfer } from './sessions/transfer.svelte.ts';

/** What the page knows: the session in view, the shelf, the selection. The worker knows the rest. */
export class Workspace {
  readonly worker: RemoteWorker;
  readonly layout = new Layout();
  readonly transfer: Transfer;
  /** The practice server's URL, where `npm start` runs one. */
  practiceUrl = $state.raw<string>();
  session = $state.raw<SessionState>();
  shelf = $state.raw<ShelfState>({ items: [], deleted: [] });
  /** The last failure that no pane of its own tells; shown until dismissed. */
  problem = $state.raw<string>();
  form = $state.raw<ConnectForm>({ ...EMPTY_FORM, ...recallForm() });
  /** Why the form cannot connect; told from the first attempt on, so that half-typed fields are left alone. */
  formProblems = $state.raw<readonly FieldProblem[]>([]);
  selected = $state.raw<RowId>();
  /** While on, the timeline shows the newest row. */
  isFollowing = $state.raw(true);

  /** `performance.now()` when `session` was told: its `now` is that old. */
  #toldAt = 0;
  readonly #eachSecond = ticking(1000);

  constructor(worker: RemoteWorker) {
    this.worker = worker;
    this.transfer = new Transfer(worker);
  }

  async attach(): Promise<void> {
    await this.worker.attach(
      proxy({
        onsession: (state) => this.#takeSession(state),
        onshelf: (state) => void (this.shelf = state),
        onproblem: (message) => void (this.problem = message),
      }),
    );
  }

  /** The connection that the bar, the composer and the readouts speak of: the one that was connected last. */
  get connection(): ConnectionState | undefined {
    const { session } = this;
    return session?.connections.find(({ id }) => id === session.current) ?? session?.connections.at(-1);
  }

  /** This tab holds a connection, or its client goes on trying: there is something to disconnect. */
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
    if (Object.keys(fields).length > 0) this.form = { ...EMPTY_FORM, ...fields };
  }

  /** What a field said wrong is forgotten as soon as it is edited. */
  edit(fields: Partial<ConnectForm>): void {
    this.form = { ...this.form, ...fields };
    this.formProblems = this.formProblems.filter(({ field }) => !(field in fields));
  }

  async connect(): Promise<void> {
    const options = readConnectForm(this.form);
    this.formProblems = options.ok ? [] : options.error;
    if (!options.ok) return;
    rememberForm(this.form);
    const outcome = await this.worker.connect(options.value);
    this.problem = outcome.ok ? undefined : outcome.error;
  }

  async disconnect(): Promise<void> {
    if (this.connection) await this.worker.disconnect(this.connection.id);
  }

  select(row: RowId | undefined): void {
    this.selected = row;
    if (row) this.isFollowing = false;
  }

  #takeSession(state: SessionState | undefined): void {
    if (state?.key !== this.session?.key) {
      this.selected = undefined;
      // A stored session is read from its beginning.
      this.isFollowing = state?.mode === 'live';
      this.transfer.leave(state?.key);
    }
    this.#toldAt = performance.now();
    this.session = state;
  }
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
