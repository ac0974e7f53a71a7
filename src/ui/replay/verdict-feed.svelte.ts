import type { StepVerdict } from '../../worker/replays/replay-remote.ts';

type Want = { readonly buckets: number; readonly edition: number };

/** What became of the steps, many to a tick where they are many. The last want is always met, one question at a time. */
export class VerdictFeed {
  readonly #ask: (buckets: number) => Promise<readonly StepVerdict[]>;
  current = $state.raw<readonly StepVerdict[]>([]);
  #wanted: Want | undefined;
  #answered: Want | undefined;
  #isAsking = false;

  constructor(ask: (buckets: number) => Promise<readonly StepVerdict[]>) {
    this.#ask = ask;
  }

  async want(want: Want): Promise<void> {
    this.#wanted = want;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#wanted !== this.#answered) {
        const asked = this.#wanted;
        this.current = await this.#ask(asked.buckets);
        this.#answered = asked;
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
