const EXACT = 1000;
/** Steps of 1/32 octave: beyond the exact ones, a quantile is at most 1.1 % off. */
const STEPS = 32;
/** From 1 µs to some 70 minutes. */
const OCTAVES = 32;
const SMALLEST_MS = 0.001;

/** How long something took, over and over: exact up to 1,000 samples, then by its place on a logarithmic scale. */
export class Distribution {
  count = 0;
  min = Infinity;
  max = -Infinity;
  #exact: number[] | undefined = [];
  #isSorted = true;
  #steps: Uint32Array | undefined;

  add(ms: number): void {
    this.count++;
    this.min = Math.min(this.min, ms);
    this.max = Math.max(this.max, ms);
    if (this.#steps) return this.#count(ms);
    this.#exact?.push(ms);
    this.#isSorted = false;
    if (this.count <= EXACT) return;
    for (const sample of this.#exact ?? []) this.#count(sample);
    this.#exact = undefined;
  }

  /** The smallest sample that at least this share (0 to 1) of all do not exceed; undefined without samples. */
  quantile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    const rank = Math.max(1, Math.ceil(share * this.count));
    if (this.#exact) return this.#sorted(this.#exact)[rank - 1];
    let seen = 0;
    for (const [step, count] of (this.#steps ?? []).entries()) {
      seen += count;
      // The middle of the step, on its own scale.
      if (seen >= rank) return Math.min(this.max, Math.max(this.min, SMALLEST_MS * 2 ** ((step + 0.5) / STEPS)));
    }
    return this.max;
  }

  #sorted(samples: number[]): readonly number[] {
    if (!this.#isSorted) samples.sort((a, b) => a - b);
    this.#isSorted = true;
    return samples;
  }

  #count(ms: number): void {
    const steps = (this.#steps ??= new Uint32Array(STEPS * OCTAVES));
    const step = Math.floor(Math.log2(Math.max(SMALLEST_MS, ms) / SMALLEST_MS) * STEPS);
    const place = Math.min(steps.length - 1, step);
    steps[place] = (steps[place] ?? 0) + 1;
  }
}
