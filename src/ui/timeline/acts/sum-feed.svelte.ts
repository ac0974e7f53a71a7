import { RowSet } from '../../../projections/row-set.ts';
import type { RowSum } from '../../../worker/remote.ts';

/** What the selected rows come to. At most one question is under way; the last selection is always answered. */
export class SumFeed {
  readonly #ask: (keys: Float64Array) => Promise<RowSum | undefined>;
  #answer = $state.raw<{ readonly of: RowSet; readonly sum: RowSum | undefined }>();
  #wanted = $state.raw(RowSet.empty);
  #isAsking = false;

  constructor(ask: (keys: Float64Array) => Promise<RowSum | undefined>) {
    this.#ask = ask;
  }

  get current(): RowSum | undefined {
    return this.#answer?.of === this.#wanted ? this.#answer.sum : undefined;
  }

  async show(rows: RowSet): Promise<void> {
    this.#wanted = rows;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#answer?.of !== this.#wanted) {
        const of = this.#wanted;
        this.#answer = { of, sum: await this.#ask(of.keys) };
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
