import { proxy } from 'comlink';
import type { FilterProblem } from '../../worker/remote.ts';
import type { ShelfRemote, ShelfSearch } from '../../worker/shelf/shelf-remote.ts';

/** Long enough for a word to be typed, short enough to feel immediate. */
const DEBOUNCE_MS = 150;

/** Beside the debounce: who has opened a quote is about to go on, and needs no telling yet. */
const PATIENCE_MS = 450;

/** What is searched for in all sessions, and what has been found so far. */
export class ShelfSearching {
  readonly #shelf: () => Pick<ShelfRemote, 'search' | 'cancelSearch'>;
  text = $state.raw('');
  problem = $state.raw<FilterProblem>();
  /** What was told last; of the text before while nothing is told of the new one. Undefined where nothing is asked. */
  told = $state.raw<ShelfSearch>();
  /** Rises with each search. */
  asked = $state.raw(0);
  isUnderWay = $state.raw(false);
  /** The search that `told` is of. */
  #toldOf = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(shelf: () => Pick<ShelfRemote, 'search' | 'cancelSearch'>) {
    this.#shelf = shelf;
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(PATIENCE_MS), DEBOUNCE_MS);
  }

  /** Without waiting for more to be typed. */
  set(text: string): Promise<void> {
    this.text = text;
    clearTimeout(this.#timer);
    return this.#ask(0);
  }

  /** Adds a term to what stands there, unless it does already. */
  add(term: string): Promise<void> {
    const text = this.text.trim();
    if (` ${text} `.includes(` ${term} `)) return this.set(text);
    return this.set(text === '' ? term : `${text} ${term}`);
  }

  /** What is shown as found is not of the text that stands there, which cannot be read. */
  get isStale(): boolean {
    return this.problem !== undefined && this.told !== undefined;
  }

  async cancel(): Promise<void> {
    await this.#shelf().cancelSearch();
  }

  async #ask(patienceMs: number): Promise<void> {
    clearTimeout(this.#patience);
    const asked = ++this.asked;
    const text = this.text.trim();
    this.isUnderWay = text !== '';
    if (text === '') {
      this.told = undefined;
      this.problem = undefined;
      return this.cancel();
    }
    const take = (search: ShelfSearch): void => {
      if (asked !== this.asked) return;
      // It only ever grows at its end: what has been told is not drawn again.
      const before = this.#toldOf === asked ? (this.told?.found ?? []) : [];
      this.#toldOf = asked;
      this.told = { ...search, found: [...before, ...search.found.slice(before.length)] };
    };
    const outcome = await this.#shelf().search(text, proxy(take));
    if (asked !== this.asked) return;
    this.isUnderWay = false;
    this.problem = undefined;
    if (outcome.ok) return;
    const tell = (): void => void (this.problem = outcome.error);
    if (patienceMs === 0) tell();
    else this.#patience = setTimeout(tell, patienceMs);
  }
}
