import type { SessionLog } from '../session/log.ts';
import type { Query } from '../projections/query/parse.ts';
import { EntryTexts } from '../projections/query/entry-texts.ts';
import { Matcher } from '../projections/query/matcher.ts';
import type { Timeline } from '../projections/timeline.ts';
import type { Protocols } from '../session/protocols.ts';

/** Rows whose columns are looked at before anyone else may have the thread: some milliseconds. */
const ROWS_AT_ONCE = 200_000;

/** The rows that match a query, found piece by piece; it goes on where it stopped when the log has grown. */
export class Matches {
  readonly #log: SessionLog;
  readonly #timeline: Timeline;
  readonly #protocols: Protocols;
  readonly #matcher: Matcher | undefined;
  #rows = new Uint32Array(1024);
  #count = 0;
  #examined = 0;
  #run: Promise<void> | undefined;
  #isDropped = false;

  constructor(query: Query, log: SessionLog, timeline: Timeline, protocols: Protocols) {
    this.#log = log;
    this.#timeline = timeline;
    this.#protocols = protocols;
    this.#matcher = query.length === 0 ? undefined : new Matcher(query, timeline);
  }

  /** How many rows match, as far as it has looked. */
  get count(): number {
    return this.#matcher ? this.#count : this.#timeline.columns.length;
  }

  /** How many rows it has looked at. */
  get examined(): number {
    return this.#matcher ? this.#examined : this.#timeline.columns.length;
  }

  /** Number of the row at place `index` among the matches. */
  rowAt(index: number): number | undefined {
    if (index < 0 || index >= this.count) return undefined;
    return this.#matcher ? this.#rows[index] : index;
  }

  /** Place of row `row` among the matches. */
  indexOf(row: number): number | undefined {
    if (!this.#matcher) return row < this.count ? row : undefined;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return this.#rows[low] === row && low < this.#count ? low : undefined;
  }

  /** Looks at all rows that are there; `pause` lets others have the thread between two pieces. */
  advance(pause: () => Promise<void>): Promise<void> {
    this.#run ??= this.#advance(pause).finally(() => (this.#run = undefined));
    return this.#run;
  }

  /** Another query has taken its place. */
  drop(): void {
    this.#isDropped = true;
  }

  async #advance(pause: () => Promise<void>): Promise<void> {
    if (!this.#matcher) return;
    while (this.#examined < this.#timeline.columns.length && !this.#isDropped) {
      if (this.#matcher.needsText) await this.#examineChunk(this.#matcher);
      else this.#examineRows(this.#matcher);
      await pause();
    }
  }

  #examineRows(matcher: Matcher): void {
    const end = Math.min(this.#timeline.columns.length, this.#examined + ROWS_AT_ONCE);
    for (let row = this.#examined; row < end; row++) if (matcher.matchesColumns(row)) this.#add(row);
    this.#examined = end;
  }

  async #examineChunk(matcher: Matcher): Promise<void> {
    const { columns: rows } = this.#timeline;
    const index = this.#log.chunkOf(rows.seq(this.#examined));
    // Taken together: while this waits, the last chunk may grow, and its payload would be too short for its columns.
    const columns = this.#log.columns(index);
    const payload = await this.#log.payload(index);
    const end = rows.firstOf(columns.firstSeq + columns.count);
    if (payload) {
      const matchesText = matcher.textTest(columns, payload, new EntryTexts(columns, payload, this.#protocols));
      for (let row = this.#examined; row < end; row++) {
        if (matcher.matchesColumns(row) && matchesText(row)) this.#add(row);
      }
    }
    this.#examined = end;
  }

  #add(row: number): void {
    if (this.#count === this.#rows.length) {
      const wider = new Uint32Array(this.#rows.length * 2);
      wider.set(this.#rows);
      this.#rows = wider;
    }
    this.#rows[this.#count++] = row;
  }
}
