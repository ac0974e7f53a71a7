/** Row numbers, ascending. It grows at its end, and now and then changes in the middle. */
export class RowList {
  #rows = new Uint32Array(1024);
  count = 0;

  add(row: number): void {
    if (this.count === this.#rows.length) {
      const wider = new Uint32Array(Math.max(1024, this.#rows.length * 2));
      wider.set(this.#rows);
      this.#rows = wider;
    }
    this.#rows[this.count++] = row;
  }

  at(index: number): number | undefined {
    return index >= 0 && index < this.count ? this.#rows[index] : undefined;
  }

  indexOf(row: number): number | undefined {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low < this.count && this.#rows[low] === row ? low : undefined;
  }

  /** For each row of `verdicts`, whether it belongs here. Tells whether that changed anything. */
  amend(verdicts: ReadonlyMap<number, boolean>): boolean {
    const joining = [...verdicts].filter(([row, belongs]) => belongs && this.indexOf(row) === undefined);
    const isLeaving = [...verdicts].some(([row, belongs]) => !belongs && this.indexOf(row) !== undefined);
    if (joining.length === 0 && !isLeaving) return false;
    const kept = this.#rows.subarray(0, this.count).filter((row) => verdicts.get(row) !== false);
    const rows = new Uint32Array(kept.length + joining.length);
    rows.set(kept);
    rows.set(
      joining.map(([row]) => row),
      kept.length,
    );
    this.#rows = rows.sort();
    this.count = rows.length;
    return true;
  }
}
