import type { InsightView } from '../../projections/insight-view.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** At most four questions a second: figures that change faster cannot be read. */
const EVERY_MS = 250;

/** The readouts' figures, asked for while the session grows. One feed serves all readouts. */
export class InsightFeed {
  readonly #workspace: Workspace;
  #told = $state.raw<InsightView>();
  /** Session and connection that are asked about. */
  #scope: string | undefined;
  #asked: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Of the connection in front, where the session has several. */
  get current(): InsightView | undefined {
    return this.#told;
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    const { session, hasSeveral, activeTab } = this.#workspace;
    if (!session) {
      this.#asked = undefined;
      this.#told = undefined;
      return;
    }
    // A connection's end changes figures although no entry may follow it.
    const statuses = session.connections.map(({ status }) => status).join();
    const conn = hasSeveral ? activeTab.conn : undefined;
    const scope = `${session.key} ${conn}`;
    if (scope !== this.#scope) this.#turnTo(scope);
    this.#askFor(conn, `${scope} ${session.mode} ${session.entries} ${statuses} ${this.#fading(session.mode)}`);
  }

  /** What it was about before is not waited for. */
  #turnTo(scope: string): void {
    this.#scope = scope;
    this.#isAsking = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** When nothing comes any more, what came a second must still go down: the second it is. */
  #fading(mode: string): number {
    if (mode !== 'live' || !this.#told) return 0;
    const { sent, received } = this.#told.rates;
    return sent.bytesPerSecond + received.bytesPerSecond > 0 ? Math.floor(this.#workspace.sessionNow / 1000) : 0;
  }

  #askFor(conn: number | undefined, state: string): void {
    if (state === this.#asked || this.#isAsking || this.#timer !== undefined) return;
    this.#asked = state;
    this.#isAsking = true;
    const scope = this.#scope;
    void this.#workspace.worker.insight(conn).then(
      (view) => {
        if (scope !== this.#scope) return;
        this.#told = this.#workspace.session ? view : undefined;
        this.#rest();
      },
      (refusal: unknown) => {
        this.#workspace.problem = refusal instanceof Error ? refusal.message : String(refusal);
        if (scope === this.#scope) this.#rest();
      },
    );
  }

  /** After a pause, what came meanwhile is asked for. */
  #rest(): void {
    this.#isAsking = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.follow();
    }, EVERY_MS);
  }
}

const feeds = new WeakMap<Workspace, InsightFeed>();

export function insightOf(workspace: Workspace): InsightFeed {
  const known = feeds.get(workspace);
  if (known) return known;
  const made = new InsightFeed(workspace);
  feeds.set(workspace, made);
  return made;
}
