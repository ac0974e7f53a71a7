const FIRST_LENGTH = 1024;

/** A column of numbers that grows at its end. */
export class Column {
  #values: Uint32Array | Float64Array;
  length = 0;

  constructor(kind: 'uint32' | 'float64') {
    this.#values = kind === 'uint32' ? new Uint32Array(FIRST_LENGTH) : new Float64Array(FIRST_LENGTH);
  }

  push(value: number): number {
    const { length } = this;
    if (length === this.#values.length) {
      const isWhole = this.#values instanceof Uint32Array;
      const longer = isWhole ? new Uint32Array(2 * length) : new Float64Array(2 * length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[length] = value;
    this.length = length + 1;
    return length;
  }

  at(place: number): number {
    return this.#values[place] ?? 0;
  }

  set(place: number, value: number): void {
    this.#values[place] = value;
  }
}
