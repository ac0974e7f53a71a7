import { exchangeOf, packetOf, partsOf } from '../projections/groups.ts';
import type { RowColumns } from '../projections/row-columns.ts';
import type { RowGroup } from '../projections/row.ts';
import type { Matches } from './matches.ts';
import { RowList } from './row-list.ts';

/** Which groups of rows are folded: all or none, but for exceptions. They outlive a filter. */
export class Folds {
  #isAllFolded = false;
  readonly #except = new Set<number>();

  get isAny(): boolean {
    return this.#isAllFolded || this.#except.size > 0;
  }

  isFolded(head: number): boolean {
    return this.#isAllFolded !== this.#except.has(head);
  }

  set(head: number, isFolded: boolean): void {
    if (isFolded === this.#isAllFolded) this.#except.delete(head);
    else this.#except.add(head);
  }

  setAll(isFolded: boolean): void {
    this.#isAllFolded = isFolded;
    this.#except.clear();
  }
}

/** The rows that match and do not lie in a folded group. `folds` must not change in its lifetime. */
export class FoldedMatches {
  readonly matches: Matches;
  /** Of the matches: when they change before their end, this is made anew. */
  readonly revision: number;
  readonly #columns: RowColumns;
  readonly #folds: Folds;
  readonly #isAny: boolean;
  readonly #rows = new RowList();
  /** How many of the matches have been looked at. */
  #seen = 0;

  constructor(matches: Matches, columns: RowColumns, folds: Folds) {
    this.matches = matches;
    this.revision = matches.revision;
    this.#columns = columns;
    this.#folds = folds;
    this.#isAny = folds.isAny;
  }

  get count(): number {
    if (!this.#isAny) return this.matches.count;
    this.#advance();
    return this.#rows.count;
  }

  /** Number of the row at place `index`. */
  rowAt(index: number): number | undefined {
    if (!this.#isAny) return this.matches.rowAt(index);
    this.#advance();
    return this.#rows.at(index);
  }

  /** Place of row `row`; undefined where the filter or a fold hides it. */
  indexOf(row: number): number | undefined {
    if (!this.#isAny) return this.matches.indexOf(row);
    this.#advance();
    return this.#rows.indexOf(row);
  }

  /** Place of the first row whose number is `row` or more; the count where there is none. */
  firstFrom(row: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rowAt(middle) ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What hangs under row `row`, as far as it matches. */
  groupOf(row: number): RowGroup | undefined {
    const parts = partsOf(this.#columns, row).filter((part) => this.matches.indexOf(part) !== undefined);
    return parts.length === 0 ? undefined : { parts: parts.length, isFolded: this.#folds.isFolded(row) };
  }

  /** The heads of the folded groups in which row `row` lies. */
  foldedHeadsOf(row: number): readonly number[] {
    const heads = [exchangeOf(this.#columns, row), packetOf(this.#columns, row)];
    return heads.filter((head) => head !== undefined).filter((head) => this.#hides(head));
  }

  #isHidden(row: number): boolean {
    const exchange = exchangeOf(this.#columns, row);
    if (exchange !== undefined && this.#hides(exchange)) return true;
    const packet = packetOf(this.#columns, row);
    return packet !== undefined && this.#hides(packet);
  }

  #hides(head: number): boolean {
    return this.#folds.isFolded(head) && this.matches.indexOf(head) !== undefined;
  }

  #advance(): void {
    const { count } = this.matches;
    for (; this.#seen < count; this.#seen++) {
      const row = this.matches.rowAt(this.#seen);
      if (row !== undefined && !this.#isHidden(row)) this.#rows.add(row);
    }
  }
}
