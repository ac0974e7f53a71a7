import type { Span } from '../../projections/ladder/span.ts';
import type { Want } from '../timeline/row-window.svelte.ts';

type SpanWant = Omit<Want, 'edition'>;

/** Rows on each side of those in sight whose spans are asked for too, so that a turn of the wheel finds them there. */
const AROUND = 200;

/** The exchanges and channels that last over the rows in sight. At most one question is under way. */
export class SpanWindow {
  readonly #ask: (from: number, to: number) => Promise<readonly Span[]>;
  #spans = $state.raw<readonly Span[]>([]);
  #answered: SpanWant | undefined;
  #wanted: SpanWant | undefined;
  #isAsking = false;

  constructor(ask: (from: number, to: number) => Promise<readonly Span[]>) {
    this.#ask = ask;
  }

  get spans(): readonly Span[] {
    return this.#spans;
  }

  async want(want: SpanWant): Promise<void> {
    this.#wanted = want;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#wanted && this.#lacks(this.#wanted)) {
        const asked: SpanWant = { ...this.#wanted, from: this.#wanted.from - AROUND, to: this.#wanted.to + AROUND };
        const spans = await this.#ask(Math.max(0, asked.from), asked.to);
        this.#answered = asked;
        this.#spans = spans;
      }
    } finally {
      this.#isAsking = false;
    }
  }

  /** They are told by `seq`, so rows that moved in the list do not make them wrong, only too few. */
  #lacks({ from, to, generation, recorded, shown }: SpanWant): boolean {
    const known = this.#answered;
    if (known?.generation !== generation || known.recorded !== recorded || known.shown !== shown) return true;
    return from < known.from || to > known.to;
  }
}
