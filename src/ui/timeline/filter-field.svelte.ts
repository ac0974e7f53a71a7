import { untrack } from 'svelte';
import type { FilterProblem } from '../../worker/remote.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Long enough for a word to be typed, short enough to feel immediate. */
const DEBOUNCE_MS = 120;

/** What stands in the filter field, and what the worker said of it. */
export class FilterField {
  readonly #workspace: Workspace;
  readonly #sessionKey: string | undefined;
  /** The session's filter when it comes into view, then what is typed: tellings of older text must not overwrite it. */
  text: string;
  problem = $state.raw<FilterProblem>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#sessionKey = $derived(workspace.session?.key);
    this.text = $derived(this.#sessionKey === undefined ? '' : untrack(() => workspace.session?.filter ?? ''));
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#apply(), DEBOUNCE_MS);
  }

  /** Without waiting for more to be typed. */
  async set(text: string): Promise<void> {
    this.text = text;
    clearTimeout(this.#timer);
    await this.#apply();
  }

  async #apply(): Promise<void> {
    const asked = this.text;
    const outcome = await this.#workspace.worker.setFilter(asked);
    if (asked === this.text) this.problem = outcome.ok ? undefined : outcome.error;
  }
}
