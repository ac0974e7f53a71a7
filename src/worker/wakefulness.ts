import type { CaptureMs } from '../wire/wire-event.ts';

/** How often the thread looks at the clock while a connection lives. */
const TICK_MS = 500;
/** A timer that is later than this was not late: the thread stood still. */
const STILL_MS = 1000;

export type WakefulnessHost = {
  now(): CaptureMs;
  isNeeded(): boolean;
  /** For so long, until `at`. */
  onpause(pausedMs: number, at: CaptureMs): void;
};

/** Notices afterwards that this thread stood still: frozen with its page, or busy with one long task. */
export class Wakefulness {
  readonly #host: WakefulnessHost;
  #seenAt: CaptureMs | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: WakefulnessHost) {
    this.#host = host;
  }

  /** Something ran at `now`. What woke the thread may be a packet: so it is asked before that is recorded. */
  saw(now: CaptureMs): void {
    const before = this.#seenAt;
    this.#seenAt = now;
    this.#timer ??= setTimeout(() => this.#tick(), TICK_MS);
    if (before !== undefined && now - before > TICK_MS + STILL_MS) this.#host.onpause(now - before, now);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seenAt = undefined;
  }

  #tick(): void {
    this.#timer = undefined;
    if (this.#host.isNeeded()) this.saw(this.#host.now());
    else this.#seenAt = undefined;
  }
}
