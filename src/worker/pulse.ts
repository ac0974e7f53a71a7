/** Calls `run` soon after it is asked, but never more often than every `restMs`, and never while it still runs. */
export class Pulse {
  readonly #run: () => Promise<void>;
  readonly #soonMs: number;
  readonly #restMs: () => number;
  #lastAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isAskedAgain = false;

  constructor(
    run: () => Promise<void>,
    { soonMs, restMs }: { readonly soonMs: number; readonly restMs: () => number },
  ) {
    this.#run = run;
    this.#soonMs = soonMs;
    this.#restMs = restMs;
  }

  ask(): void {
    if (this.#isRunning) this.#isAskedAgain = true;
    else if (this.#timer === undefined) {
      const wait = Math.max(this.#soonMs, this.#lastAt + this.#restMs() - performance.now());
      this.#timer = setTimeout(() => void this.#beat(), wait);
    }
  }

  async #beat(): Promise<void> {
    this.#timer = undefined;
    this.#isRunning = true;
    this.#lastAt = performance.now();
    try {
      await this.#run();
    } finally {
      this.#isRunning = false;
      if (this.#isAskedAgain) {
        this.#isAskedAgain = false;
        this.ask();
      }
    }
  }
}
