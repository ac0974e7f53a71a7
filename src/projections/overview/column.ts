/** Numbers in a typed array that doubles when it is full. */
export class Column {
  length = 0;
  #values: Float64Array | Uint32Array;

  constructor(values: Float64Array | Uint32Array) {
    this.#values = values;
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    this.#values[this.length++] = value;
  }

  pop(): void {
    this.length--;
  }

  at(position: number): number {
    return position < this.length ? (this.#values[position] ?? NaN) : NaN;
  }

  set(position: number, value: number): void {
    this.#values[position] = value;
  }

  /** The first position from `from` on whose value is not below `value`, in a column that ascends. */
  firstFrom(value: number, from = 0): number {
    let low = from;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const full = this.#values;
    const length = 2 * full.length;
    this.#values = full instanceof Float64Array ? new Float64Array(length) : new Uint32Array(length);
    this.#values.set(full);
  }
}

const FIRST_LENGTH = 16;

/** Session times in ms, to the microsecond; NaN stands for a moment that has not come. */
export function times(): Column {
  return new Column(new Float64Array(FIRST_LENGTH));
}

export function wholes(): Column {
  return new Column(new Uint32Array(FIRST_LENGTH));
}
