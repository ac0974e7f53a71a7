import type { InsightView } from '../../projections/insight-view.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { ofConnection } from './of-connection.ts';

/** At most four questions a second: figures that change faster cannot be read. */
const EVERY_MS = 250;

/** The readouts' figures, asked for while the session grows. One feed serves all readouts. */
export class InsightFeed {
  readonly #workspace: Workspace;
  #told = $state.raw<InsightView>();
  #asked: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Of the connection in front, where the session has several. */
  get current(): InsightView | undefined {
    const { hasSeveral, activeTab } = this.#workspace;
    if (!this.#told || !hasSeveral || activeTab.conn === undefined) return this.#told;
    return ofConnection(this.#told, activeTab.conn);
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    const session = this.#workspace.session;
    if (!session) {
      this.#asked = undefined;
      this.#told = undefined;
      return;
    }
    // A connection's end changes figures although no entry may follow it.
    const statuses = session.connections.map(({ status }) => status).join();
    this.#askFor(`${session.key} ${session.mode} ${session.entries} ${statuses}`);
  }

  #askFor(state: string): void {
    if (state === this.#asked || this.#isAsking || this.#timer !== undefined) return;
    this.#asked = state;
    this.#isAsking = true;
    void this.#workspace.worker.insight().then(
      (view) => {
        this.#told = this.#workspace.session ? view : undefined;
        this.#rest();
      },
      (refusal: unknown) => {
        this.#workspace.problem = refusal instanceof Error ? refusal.message : String(refusal);
        this.#rest();
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
