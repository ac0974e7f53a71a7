import { untrack } from 'svelte';
import type { TimeRange } from '../../projections/query/time-range.ts';
import type { FilterProblem } from '../../worker/remote.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { withTerm } from './connection-filter.ts';

/** Long enough for a word to be typed, short enough to feel immediate. */
const DEBOUNCE_MS = 120;
/** Who has typed `kind:` is about to go on, and needs no telling yet. */
const PATIENCE_MS = 900;

/** What stands in the filter field, and what the worker said of it. */
export class FilterField {
  readonly #workspace: Workspace;
  readonly #sessionKey: string | undefined;
  /** The session's filter when it comes into view, then what is typed: tellings of older text must not overwrite it. */
  text: string;
  #range: TimeRange | undefined;
  problem: FilterProblem | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #isStale = false;
  #isTyping = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#sessionKey = $derived(workspace.session?.key);
    this.text = $derived(this.#sessionKey === undefined ? '' : untrack(() => workspace.session?.filter ?? ''));
    this.#range = $derived(this.#sessionKey === undefined ? undefined : untrack(() => workspace.session?.range));
    this.problem = $derived(this.#sessionKey === undefined ? undefined : untrack(() => undefined));
  }

  /** The stretch of time that the rows are narrowed to, beside the text. */
  get range(): TimeRange | undefined {
    return this.#range;
  }

  /** May be called for each movement of a pointer: the worker is asked for the newest when it has answered. */
  setRange(range: TimeRange | undefined): void {
    this.#range = range;
    void this.#apply();
  }

  type(text: string): void {
    this.text = text;
    this.#isTyping = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#apply(), DEBOUNCE_MS);
  }

  /** Without waiting for more to be typed. */
  set(text: string): Promise<void> {
    this.text = text;
    this.#isTyping = false;
    clearTimeout(this.#timer);
    return this.#apply();
  }

  /** Adds a term to what stands there, unless it does already. */
  add(term: string): Promise<void> {
    const text = this.text.trim();
    if (` ${text} `.includes(` ${term} `)) return this.set(text);
    return this.set(withTerm(text, term));
  }

  /** Neither text nor range: everything is shown. */
  clear(): Promise<void> {
    this.#range = undefined;
    return this.set('');
  }

  #apply(): Promise<void> {
    this.#isStale = true;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      const asked = this.text;
      const outcome = await this.#workspace.worker.setFilter(asked, this.#range);
      if (asked === this.text) this.#tell(outcome.ok ? undefined : outcome.error);
    }
  }

  #tell(problem: FilterProblem | undefined): void {
    clearTimeout(this.#patience);
    const asked = this.text;
    const isUnfinished = problem !== undefined && problem.offset >= asked.trimEnd().length;
    if (!isUnfinished || !this.#isTyping) this.problem = problem;
    else {
      this.problem = undefined;
      this.#patience = setTimeout(() => {
        if (asked === this.text) this.problem = problem;
      }, PATIENCE_MS);
    }
  }
}
