import { Distribution } from '../distribution.ts';

/** Upper ends of all bars but the last, in ms. */
export const BAR_ENDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** How long answers took; all in ms. */
export type LatencyView = {
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** How many took up to each of `BAR_ENDS_MS`, and longer than the last. */
  readonly bars: readonly number[];
};

export class Latencies {
  readonly #all = new Distribution();
  readonly #bars = new Uint32Array(BAR_ENDS_MS.length + 1);

  add(ms: number): void {
    this.#all.add(ms);
    const within = BAR_ENDS_MS.findIndex((endMs) => ms <= endMs);
    const bar = within < 0 ? BAR_ENDS_MS.length : within;
    this.#bars[bar] = (this.#bars[bar] ?? 0) + 1;
  }

  view(): LatencyView | undefined {
    const { count, max } = this.#all;
    if (count === 0) return undefined;
    const medianMs = this.#all.quantile(0.5) ?? 0;
    const p95Ms = this.#all.quantile(0.95) ?? 0;
    return { count, medianMs, p95Ms, maxMs: max, bars: [...this.#bars] };
  }
}
