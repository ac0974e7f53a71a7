import { seq } from '../session/entry.ts';
import type { RowId } from './row.ts';

/** More parts than the largest polling body can hold; with a `seq` of 32 bits the key is still a whole number. */
const PARTS = 2 ** 21;

/** One number for a row, in the log's order: what sets of a million rows hold. */
export function rowKeyOf({ seq, part }: RowId): number {
  return seq * PARTS + part;
}

export function idOfKey(key: number): RowId {
  return { seq: seq(Math.floor(key / PARTS)), part: key % PARTS };
}

/** A set of rows that never changes. Under another filter it is the same rows still. */
export class RowSet {
  static readonly empty = new RowSet(new Float64Array(0));
  /** Ascending, each once. */
  readonly keys: Float64Array;

  constructor(keys: Float64Array) {
    this.keys = keys;
  }

  static of(...rows: readonly RowId[]): RowSet {
    const keys = Float64Array.from(rows, rowKeyOf).sort();
    return new RowSet(keys.filter((key, i) => key !== keys[i - 1]));
  }

  get size(): number {
    return this.keys.length;
  }

  has(row: RowId): boolean {
    const key = rowKeyOf(row);
    return this.keys[this.#placeOf(key)] === key;
  }

  with(other: RowSet): RowSet {
    if (this.size === 0) return other;
    const merged = new Float64Array(this.size + other.size);
    let length = 0;
    for (let i = 0, j = 0; i < this.size || j < other.size;) {
      const mine = this.keys[i] ?? Infinity;
      const theirs = other.keys[j] ?? Infinity;
      merged[length++] = Math.min(mine, theirs);
      if (mine <= theirs) i++;
      if (theirs <= mine) j++;
    }
    return new RowSet(merged.slice(0, length));
  }

  without(row: RowId): RowSet {
    const place = this.#placeOf(rowKeyOf(row));
    return this.has(row) ? new RowSet(this.keys.filter((_, i) => i !== place)) : this;
  }

  /** The row of the set that is nearest to `row` in the log. */
  nearest(row: RowId): RowId | undefined {
    const key = rowKeyOf(row);
    const place = this.#placeOf(key);
    const [before, after] = [this.keys[place - 1], this.keys[place]];
    if (before === undefined || after === undefined) {
      const only = before ?? after;
      return only === undefined ? undefined : idOfKey(only);
    }
    return idOfKey(key - before < after - key ? before : after);
  }

  /** Where `key` stands or would stand. */
  #placeOf(key: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
