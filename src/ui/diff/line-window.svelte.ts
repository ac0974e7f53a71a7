import type { LineFilter } from '../../diff/verdict.ts';
import type { DiffLine } from '../../worker/diff/diff-remote.ts';
import type { Range } from '../timeline/visible-range.ts';

export type LineWant = Range & {
  readonly filter: LineFilter;
  readonly edition: number;
  readonly count: number;
};

/** Lines asked for beyond those wanted, so that a turn of the wheel finds them there. */
const KEPT_AROUND = 30;

/** The lines in sight. At most one question is under way; the last want is always met. */
export class LineWindow {
  readonly #ask: (filter: LineFilter, from: number, to: number) => Promise<readonly DiffLine[]>;
  #told = $state.raw<{ readonly from: number; readonly lines: readonly DiffLine[] }>({ from: 0, lines: [] });
  #wanted: LineWant | undefined;
  #answered: LineWant | undefined;
  #isAsking = false;

  constructor(ask: (filter: LineFilter, from: number, to: number) => Promise<readonly DiffLine[]>) {
    this.#ask = ask;
  }

  /** Another comparison or filter: what is known is of the one before. */
  forget(): void {
    this.#answered = undefined;
    this.#told = { from: 0, lines: [] };
  }

  lineAt(place: number): DiffLine | undefined {
    return this.#told.lines[place - this.#told.from];
  }

  async want(want: LineWant): Promise<void> {
    this.#wanted = want;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#wanted && this.#lacks(this.#wanted)) {
        const { from, to, ...rest } = this.#wanted;
        const asked = { ...rest, from: Math.max(0, from - KEPT_AROUND), to: Math.min(rest.count, to + KEPT_AROUND) };
        const lines = await this.#ask(asked.filter, asked.from, asked.to);
        if (this.#wanted.edition !== asked.edition || this.#wanted.filter !== asked.filter) continue;
        this.#answered = asked;
        this.#told = { from: asked.from, lines };
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #lacks({ from, to, filter, edition, count }: LineWant): boolean {
    const told = this.#answered;
    if (told?.edition !== edition || told.filter !== filter || told.count !== count) return true;
    return Math.max(0, from) < told.from || Math.min(to, count) > told.to;
  }
}
