import type { Suggestion } from '../../projections/query/suggest.ts';
import type { RemoteWorker } from '../../worker/remote.ts';

/** What may stand at the caret, and which of it is pointed at. */
export class Completion {
  readonly #worker: Pick<RemoteWorker, 'suggestions'>;
  list = $state.raw<readonly Suggestion[]>([]);
  active = $state.raw<number>();
  /** An answer to an older question says nothing of what stands there now. */
  #asked = 0;

  constructor(worker: Pick<RemoteWorker, 'suggestions'>) {
    this.#worker = worker;
  }

  get isOpen(): boolean {
    return this.list.length > 0;
  }

  async ask(text: string, caret: number): Promise<void> {
    const asked = ++this.#asked;
    const found = await this.#worker.suggestions(text, caret);
    if (asked !== this.#asked) return;
    const isThere = found.length === 1 && found[0] && text.slice(found[0].from, found[0].to) === found[0].insert;
    this.list = isThere ? [] : found;
    this.active = undefined;
  }

  close(): void {
    this.#asked++;
    this.list = [];
    this.active = undefined;
  }

  move(step: 1 | -1): void {
    const from = this.active ?? (step > 0 ? -1 : 0);
    this.active = (from + step + this.list.length) % this.list.length;
  }

  /** `text` with what is pointed at in its place, and where the caret goes. */
  accepted(text: string, suggestion: Suggestion): { readonly text: string; readonly caret: number } {
    const { insert, from, to } = suggestion;
    return { text: text.slice(0, from) + insert + text.slice(to), caret: from + insert.length };
  }
}
