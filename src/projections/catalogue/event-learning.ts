import type { ShapeChange } from './catalogue-view.ts';
import { Members, type ShapeNews } from './shape.ts';

/** So many are all looked into; of more, every sixteenth is. */
const LOOKED_INTO = 1000;
const THEN_EVERY = 16;
const MOST_CHANGES = 20;

/** What is known of one event, or of its answers: how many there are, and the shape of those that were looked into. */
export class Learning {
  readonly args = new Members();
  count = 0;
  /** The row that was looked into last. */
  newest: number | undefined;

  /** Counts one, and tells whether to look into it. */
  wants(): boolean {
    const place = this.count++;
    return place < LOOKED_INTO || place % THEN_EVERY === 0;
  }

  learn(values: readonly unknown[], row: number, report: (news: ShapeNews) => void, path = ''): void {
    this.newest = row;
    this.args.learn(
      values.map((value, i) => [`[${i}]`, value]),
      path,
      report,
      0,
    );
  }
}

/** One event of one direction in one namespace. */
export class EventLearning extends Learning {
  readonly answers = new Learning();
  readonly firstRow: number;
  lastRow: number;
  asked = 0;
  changeCount = 0;
  readonly changedPaths = new Set<string>();
  /** The newest last. */
  readonly changes: (Omit<ShapeChange, 'row'> & { readonly row: number })[] = [];

  constructor(row: number) {
    super();
    this.firstRow = row;
    this.lastRow = row;
  }

  changed(news: ShapeNews, row: number): void {
    this.changeCount++;
    this.changedPaths.add(news.path);
    this.changes.push({ ...news, row });
    if (this.changes.length > MOST_CHANGES) this.changes.shift();
  }
}
