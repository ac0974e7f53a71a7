import type { QuerySource, RowTest } from '../projections/query/search/column-tests.ts';
import type { Answer, Asker } from '../projections/query/read-query.ts';
import { OPEN, YES } from '../projections/query/search/verdict.ts';
import type { ChunkColumns } from '../session/chunk.ts';
import { RowList } from './row-list.ts';

/** Rows whose columns are looked at before anyone else may have the thread: some milliseconds. */
const ROWS_AT_ONCE = 100_000;
/** Of rows whose text is looked at, how long. One text alone cannot be interrupted. */
const TEXTS_AT_ONCE_MS = 12;
/** How often the clock is looked at meanwhile. */
const TEXTS_BETWEEN = 64;
/** Of a chunk's rows, the share from which on one search over all of its text is cheaper than one for each. */
const DENSE = 1 / 8;

type Pause = () => Promise<void>;

/** The rows that match a query, found piece by piece; it goes on where it stopped when the log has grown. */
export class Matches {
  readonly #source: QuerySource;
  readonly #answer: Answer | undefined;
  readonly #rows = new RowList();
  /** Rows whose verdict may have changed since. */
  readonly #changes: number[] = [];
  /** Rises when rows join or leave before the end. */
  revision = 0;
  #examined = 0;
  #run: Promise<void> | undefined;
  #isDropped = false;

  /** Without a query everything matches. */
  constructor(query: Asker | undefined, source: QuerySource) {
    this.#source = source;
    this.#answer = query?.(source);
    source.timeline.columns.changes = this.#answer?.canChange ? this.#changes : undefined;
  }

  /** How many rows match, as far as it has looked. */
  get count(): number {
    return this.#answer ? this.#rows.count : this.#source.timeline.columns.length;
  }

  /** How many rows it has looked at. */
  get examined(): number {
    return this.#answer ? this.#examined : this.#source.timeline.columns.length;
  }

  /** Whether it has looked at all rows as they are now. */
  get isSettled(): boolean {
    return this.#changes.length === 0 && this.examined >= this.#source.timeline.columns.length;
  }

  /** Number of the row at place `index` among the matches. */
  rowAt(index: number): number | undefined {
    if (this.#answer) return this.#rows.at(index);
    return index >= 0 && index < this.count ? index : undefined;
  }

  /** Place of row `row` among the matches. */
  indexOf(row: number): number | undefined {
    if (this.#answer) return this.#rows.indexOf(row);
    return row < this.count ? row : undefined;
  }

  /** Looks at all rows that are there; `pause` lets others have the thread between two pieces. */
  advance(pause: Pause): Promise<void> {
    this.#run ??= this.#advance(pause).finally(() => (this.#run = undefined));
    return this.#run;
  }

  /** Another query has taken its place. */
  drop(): void {
    this.#isDropped = true;
  }

  async #advance(pause: Pause): Promise<void> {
    if (!this.#answer) return;
    await this.#amend(this.#answer, pause);
    while (this.#examined < this.#source.timeline.columns.length && !this.#isDropped) {
      if (this.#answer.needsText) await this.#examineChunk(this.#answer, pause);
      else this.#examineRows(this.#answer);
      await pause();
    }
  }

  #examineRows({ byColumns }: Answer): void {
    const end = Math.min(this.#source.timeline.columns.length, this.#examined + ROWS_AT_ONCE);
    for (let row = this.#examined; row < end; row++) if (byColumns(row) === YES) this.#rows.add(row);
    this.#examined = end;
  }

  async #examineChunk(answer: Answer, pause: Pause): Promise<void> {
    const { timeline, log } = this.#source;
    const rows = timeline.columns;
    const first = this.#examined;
    // Taken now: while this waits, the last chunk may grow, and its payload would be too short for its columns.
    const columns = log.columns(log.chunkOf(rows.seq(first)));
    const end = rows.firstOf(columns.firstSeq + columns.count);
    const verdicts = new Uint8Array(end - first);
    let openCount = 0;
    for (let row = first; row < end; row++) {
      const verdict = answer.byColumns(row);
      verdicts[row - first] = verdict;
      if (verdict === OPEN) openCount++;
    }
    const test = openCount === 0 ? never : await this.#chunkTest(answer, columns, openCount / verdicts.length > DENSE);
    let startedAt = performance.now();
    for (let row = first; row < end && !this.#isDropped; row++) {
      const verdict = verdicts[row - first];
      if (verdict === YES || (verdict === OPEN && test(row))) this.#rows.add(row);
      this.#examined = row + 1;
      if (row % TEXTS_BETWEEN > 0 || performance.now() - startedAt < TEXTS_AT_ONCE_MS) continue;
      await pause();
      startedAt = performance.now();
    }
  }

  /** What the disk has lost matches nothing. */
  async #chunkTest(answer: Answer, columns: ChunkColumns, isDense: boolean): Promise<RowTest> {
    const payload = await this.#source.log.payload(this.#source.log.chunkOf(columns.firstSeq));
    return payload ? answer.inChunk(columns, payload, isDense) : never;
  }

  async #amend(answer: Answer, pause: Pause): Promise<void> {
    const changed = new Set(this.#changes.splice(0));
    const verdicts = new Map<number, boolean>();
    for (const row of changed) {
      if (row >= this.#examined || this.#isDropped) continue;
      verdicts.set(row, await this.#holds(answer, row));
      if (verdicts.size % TEXTS_BETWEEN === 0) await pause();
    }
    if (verdicts.size > 0 && this.#rows.amend(verdicts)) this.revision++;
  }

  async #holds(answer: Answer, row: number): Promise<boolean> {
    const verdict = answer.byColumns(row);
    if (verdict !== OPEN) return verdict === YES;
    const { timeline, log } = this.#source;
    const test = await this.#chunkTest(answer, log.columns(log.chunkOf(timeline.columns.seq(row))), false);
    return test(row);
  }
}

function never(): boolean {
  return false;
}
