import type { RowId, RowKind } from './row.ts';
import type { RowColumns } from './row-columns.ts';
import type { Timeline } from './timeline.ts';

/** Looks along the rows of one connection, from one of them. Reads columns only: a million rows take milliseconds. */
export class Nearby {
  readonly #timeline: Timeline;
  readonly number: number;

  constructor(timeline: Timeline, number: number) {
    this.#timeline = timeline;
    this.number = number;
  }

  get columns(): RowColumns {
    return this.#timeline.columns;
  }

  idOf(number: number): RowId {
    return this.#timeline.idOf(number);
  }

  get direction(): 'sent' | 'received' | undefined {
    return this.columns.direction(this.number);
  }

  /** The nearest row before, of the same connection; the search ends, without one, where `stop` says so. */
  before(isMeant: (row: number) => boolean, stop: (row: number) => boolean = () => false): number | undefined {
    return this.#find(-1, isMeant, stop, Infinity);
  }

  after(
    isMeant: (row: number) => boolean,
    stop: (row: number) => boolean = () => false,
    most = Infinity,
  ): number | undefined {
    return this.#find(1, isMeant, stop, most);
  }

  /** Which one of its like it is, from 1, since `from`. */
  rank(isAlike: (row: number) => boolean, from: number): number {
    const { columns } = this;
    const conn = columns.conn(this.number);
    let rank = 1;
    for (let row = from; row < this.number; row++) if (columns.conn(row) === conn && isAlike(row)) rank++;
    return rank;
  }

  /** The `open` that began the Engine.IO session in which the row stands. */
  sessionStart(): number | undefined {
    return this.before((row) => this.isKind(row, 'open') && this.columns.direction(row) === 'received');
  }

  isKind(row: number, ...kinds: readonly RowKind[]): boolean {
    return kinds.includes(this.columns.kind(row));
  }

  isSameWay(row: number): boolean {
    return this.columns.direction(row) === this.direction;
  }

  /** Rows of the same entry: the packets of a body. */
  packetsInBody(): readonly number[] {
    const { columns, number } = this;
    const packets: number[] = [];
    for (let row = number + 1; row < columns.length && columns.seq(row) === columns.seq(number); row++)
      packets.push(row);
    return packets;
  }

  #find(
    by: 1 | -1,
    isMeant: (row: number) => boolean,
    stop: (row: number) => boolean,
    most: number,
  ): number | undefined {
    const { columns } = this;
    const conn = columns.conn(this.number);
    let left = most;
    for (let row = this.number + by; row >= 0 && row < columns.length && left > 0; row += by, left--) {
      if (columns.conn(row) !== conn) continue;
      if (isMeant(row)) return row;
      if (stop(row)) return undefined;
    }
    return undefined;
  }
}
