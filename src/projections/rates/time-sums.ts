const FIRST_WIDTH_MS = 100;
/** By how much a bucket widens each time: 0.1 s, 0.2 s, 1 s, 2 s, 10 s, 20 s, 1 min, 2 min, 10 min, 30 min, 1 h, 2 h, … */
const WIDENINGS = [2, 5, 2, 5, 2, 3, 2, 5, 3, 2];
const BUCKETS = 2048;

export type Sums = { readonly widthMs: number; readonly columns: readonly Float64Array[] };

/** The width that comes after `widthMs`. */
export function widerThan(widthMs: number): number {
  let width = FIRST_WIDTH_MS;
  for (let i = 0; ; i++) {
    const isIt = width >= widthMs;
    width *= WIDENINGS[i] ?? 2;
    if (isIt) return width;
  }
}

/** Columns of sums over time, from the session's start on. Their buckets widen as it grows, so memory is bounded. */
export class TimeSums {
  #widthMs = FIRST_WIDTH_MS;
  #columns: readonly Float64Array[];
  #length = 0;

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(64));
  }

  /** Buckets in use. */
  get length(): number {
    return this.#length;
  }

  get widthMs(): number {
    return this.#widthMs;
  }

  add(at: number, column: number, amount: number): void {
    let bucket = Math.floor(at / this.#widthMs);
    while (bucket >= BUCKETS) {
      this.#widen();
      bucket = Math.floor(at / this.#widthMs);
    }
    const sums = this.#columns[column];
    if (sums && bucket < sums.length) {
      sums[bucket] = (sums[bucket] ?? 0) + amount;
      if (bucket >= this.#length) this.#length = bucket + 1;
      return;
    }
    this.#grow(bucket);
    this.add(at, column, amount);
  }

  /** Adds what has been summed here to `into`, whose buckets are `widthMs` wide: as wide as here, or a multiple of it. */
  addTo(into: readonly Float64Array[], widthMs: number): void {
    const merged = widthMs / this.#widthMs;
    for (const [column, sums] of this.#columns.entries()) {
      const target = into[column];
      if (target) merge(sums.subarray(0, this.#length), merged, target);
    }
  }

  #grow(bucket: number): void {
    let size = this.#columns[0]?.length ?? BUCKETS;
    while (size <= bucket) size *= 2;
    this.#columns = this.#columns.map((sums) => {
      const grown = new Float64Array(size);
      grown.set(sums);
      return grown;
    });
  }

  #widen(): void {
    const widthMs = widerThan(this.#widthMs);
    const merged = widthMs / this.#widthMs;
    this.#columns = this.#columns.map((sums) => {
      const narrowed = new Float64Array(sums.length);
      merge(sums, merged, narrowed);
      return narrowed;
    });
    this.#length = Math.ceil(this.#length / merged);
    this.#widthMs = widthMs;
  }
}

function merge(from: Float64Array, merged: number, into: Float64Array): void {
  for (let i = 0; i < from.length; i++) {
    const bucket = Math.floor(i / merged);
    into[bucket] = (into[bucket] ?? 0) + (from[i] ?? 0);
  }
}
