import type { Bench } from '../bench.ts';
import { pause } from '../pause.ts';

/** Above so many entries a second, recording is not to be disturbed. */
const LOAD_A_SECOND = 500;
const LOOK_MS = 250;
const LONGEST_BREATH_MS = 50;

/** Keeps long work from taking the thread of what is recorded or opened beside it. */
export class Restraint {
  readonly #bench: Bench;
  #recorded = 0;
  #at = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** For what nobody waits for: until little is being recorded and nothing opened. */
  async rest(): Promise<void> {
    await pause();
    while (this.#bench.views.current?.opening || (await this.#isLoaded())) await wait(LOOK_MS);
  }

  /** For what somebody waits for: beside a flood it takes half of the thread's time. */
  async breathe(): Promise<void> {
    const sliceMs = performance.now() - this.#at;
    const recorded = this.#recordedNow();
    const isFlooded = this.#at > 0 && recorded - this.#recorded > (LOAD_A_SECOND * sliceMs) / 1000;
    if (isFlooded) await wait(Math.min(LONGEST_BREATH_MS, sliceMs));
    else await pause();
    this.#at = performance.now();
    this.#recorded = recorded;
  }

  async #isLoaded(): Promise<boolean> {
    if (!this.#bench.recordings.all().some(({ isBusy }) => isBusy)) return false;
    const before = this.#recordedNow();
    await wait(LOOK_MS);
    return this.#recordedNow() - before > (LOAD_A_SECOND * LOOK_MS) / 1000;
  }

  #recordedNow(): number {
    return this.#bench.recordings.all().reduce((sum, { session }) => sum + session.log.length, 0);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
