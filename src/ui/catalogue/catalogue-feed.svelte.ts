import type { CatalogueView } from '../../projections/catalogue/catalogue-view.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Names and shapes change seldom: a question a second is soon enough, and costs a flood nothing to speak of. */
const EVERY_MS = 1000;

/** What the worker has learned of the session's events, asked for while there is more to learn. */
export class CatalogueFeed {
  readonly #workspace: Workspace;
  current = $state.raw<CatalogueView>();
  #key: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    const { session } = this.#workspace;
    if (session?.key !== this.#key) {
      this.#key = session?.key;
      this.current = undefined;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    const isAll = this.current?.progress.done === session?.recorded;
    if (!session || isAll || this.#isAsking || this.#timer !== undefined) return;
    void this.#ask(session.key);
  }

  async #ask(key: string): Promise<void> {
    this.#isAsking = true;
    const view = await this.#workspace.worker.script.catalogue().catch((refusal: unknown) => {
      this.#workspace.problem = refusal instanceof Error ? refusal.message : String(refusal);
      return undefined;
    });
    this.#isAsking = false;
    if (key === this.#key && view) this.current = view;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.follow();
    }, EVERY_MS);
  }
}
