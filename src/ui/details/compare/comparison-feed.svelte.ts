import type { StepComparison } from '../../../worker/replays/replay-remote.ts';

type Want = { readonly index: number; readonly edition: number };

/** While a replay plays, other steps change: what is in view is asked for again twice a second at most. */
const REFRESH_MS = 500;
/** A large answer takes its time to compare: it is asked for again the more seldom. */
const REST_FACTOR = 10;

/** How the chosen step compares; the step before stays until the answer is here. */
export class ComparisonFeed {
  readonly #ask: (index: number) => Promise<StepComparison | undefined>;
  current = $state.raw<StepComparison>();
  #wanted: Want | undefined;
  #answered: Want | undefined;
  #isAsking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restMs = 0;

  constructor(ask: (index: number) => Promise<StepComparison | undefined>) {
    this.#ask = ask;
  }

  /** Another step at once, the same step after a rest. */
  want(want: Want): void {
    const isOther = want.index !== this.#answered?.index;
    this.#wanted = want;
    if (isOther) void this.#meet();
    else this.#timer ??= setTimeout(() => void this.#meet(), this.#restMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#wanted = undefined;
  }

  async #meet(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#wanted && this.#wanted.index !== this.#answered?.index) await this.#askFor(this.#wanted);
      if (this.#wanted && this.#wanted.edition !== this.#answered?.edition) await this.#askFor(this.#wanted);
    } finally {
      this.#isAsking = false;
    }
  }

  async #askFor(want: Want): Promise<void> {
    const askedAt = performance.now();
    const answer = await this.#ask(want.index);
    this.#restMs = Math.max(REFRESH_MS, REST_FACTOR * (performance.now() - askedAt));
    this.#answered = want;
    if (this.#wanted?.index === want.index) this.current = answer;
  }
}
