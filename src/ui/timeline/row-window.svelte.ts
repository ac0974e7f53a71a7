import type { Row, RowId } from '../../projections/row.ts';
import { isSameRow } from './brackets.ts';
import { mergeRows, NO_ROWS, type RowCache } from './row-cache.ts';

/** What the timeline wants to draw, and of which state of the session. */
export type Want = {
  readonly from: number;
  readonly to: number;
  readonly shown: number;
  readonly recorded: number;
  readonly generation: number;
  readonly edition: number;
};

type Answer = { readonly generation: number; readonly rows: readonly Row[] };

/** Rows kept on each side of those wanted, so that turning back costs no question. */
const KEPT_AROUND = 300;

/** A row this near the end may still change: its answer or its attachments come within the next entries. */
const STILL_CHANGING = 32;

/** The rows in sight and some around them. At most one question is under way; the last want is always met. */
export class RowWindow {
  readonly #ask: (from: number, to: number) => Promise<Answer>;
  #rows = $state.raw<RowCache>(NO_ROWS);
  /** `shown` of the newest answer: a follower draws this many, so that no row appears before its content. */
  settled = $state.raw(0);
  #generation = -1;
  #wanted: Want | undefined;
  #answered: Want | undefined;
  #isAsking = false;

  constructor(ask: (from: number, to: number) => Promise<Answer>) {
    this.#ask = ask;
  }

  rowAt(index: number): Row | undefined {
    return this.#rows.get(index);
  }

  find(id: RowId): Row | undefined {
    for (const row of this.#rows.values()) if (isSameRow(row, id)) return row;
    return undefined;
  }

  async want(want: Want): Promise<void> {
    this.#wanted = want;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      let next: Want | undefined = want;
      while (next && this.#lacks(next)) {
        const answer = await this.#ask(next.from, Math.min(next.to, next.shown));
        this.#take(next, answer);
        // What was wanted meanwhile; an unchanged want that is still lacking waits for the session to grow.
        next = this.#wanted === next ? undefined : this.#wanted;
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #lacks(want: Want): boolean {
    if (want.generation !== this.#generation || want.edition !== this.#answered?.edition) return true;
    const to = Math.min(want.to, want.shown);
    const hasGrown = want.recorded !== this.#answered?.recorded || want.shown !== this.#answered.shown;
    for (let index = want.from; index < to; index++) {
      const row = this.#rows.get(index);
      if (!row) return true;
      if (hasGrown && (row.isPending || index >= (this.#answered?.shown ?? 0) - STILL_CHANGING)) return true;
    }
    if (hasGrown && to === want.shown) this.settled = want.shown;
    return false;
  }

  #take(asked: Want, { generation, rows }: Answer): void {
    // Told for a filter that no longer holds.
    if (generation < (this.#wanted ?? asked).generation) return;
    // Of another list, the known rows stand elsewhere.
    const known = generation === this.#generation ? this.#rows : NO_ROWS;
    this.#generation = generation;
    this.#answered = asked;
    this.#rows = mergeRows(known, rows, { from: asked.from - KEPT_AROUND, to: asked.to + KEPT_AROUND });
    this.settled = asked.shown;
  }
}
