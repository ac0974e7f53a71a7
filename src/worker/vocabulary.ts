import type { QuerySource } from '../projections/query/search/column-tests.ts';
import { LogCursor } from '../projections/query/search/log-cursor.ts';
import { newestPaths } from '../projections/query/newest-paths.ts';
import { suggest, type Counted, type Suggestion } from '../projections/query/suggest.ts';
import { ROW_KINDS } from '../projections/row.ts';

const ROWS_AT_ONCE = 100_000;
const NEWEST = 200;
const VIAS = ['none', 'polling', 'websocket', 'webtransport'] as const;
const DIRECTIONS = ['none', 'sent', 'received'] as const;

/** What the rows of a session are called, and how many are called so. It counts on from where it stopped. */
export class Vocabulary {
  readonly #source: QuerySource;
  readonly #cursor: LogCursor;
  readonly #kinds: number[] = [];
  readonly #events: number[] = [];
  readonly #nsps: number[] = [];
  readonly #conns: number[] = [];
  readonly #vias: number[] = [];
  readonly #directions: number[] = [];
  #counted = 0;

  constructor(source: QuerySource) {
    this.#source = source;
    this.#cursor = new LogCursor(source.log);
  }

  async suggestions(text: string, caret: number, pause: () => Promise<void>): Promise<readonly Suggestion[]> {
    await this.#count(pause);
    const { nsps, events } = this.#source.timeline;
    return suggest(text, caret, {
      kind: listed(this.#kinds, (number) => ROW_KINDS[number]),
      event: listed(this.#events, (number) => events.textOf(number)),
      ns: listed(this.#nsps, (number) => nsps.textOf(number)),
      conn: listed(this.#conns, String),
      via: listed(this.#vias, (number) => VIAS[number]),
      dir: listed(this.#directions, (number) => DIRECTIONS[number]),
      paths: await this.#paths(),
    });
  }

  async #count(pause: () => Promise<void>): Promise<void> {
    const { columns } = this.#source.timeline;
    for (let end = 0; this.#counted < columns.length;) {
      end = Math.min(columns.length, this.#counted + ROWS_AT_ONCE);
      for (let row = this.#counted; row < end; row++) this.#add(row);
      this.#counted = end;
      if (end < columns.length) await pause();
    }
  }

  #add(row: number): void {
    const { columns } = this.#source.timeline;
    const via = this.#cursor.viaOf(columns.seq(row));
    const direction = columns.direction(row);
    raise(this.#kinds, columns.kindNumber(row));
    raise(this.#events, columns.event(row));
    raise(this.#nsps, columns.nsp(row));
    raise(this.#conns, columns.conn(row));
    raise(this.#vias, via === undefined ? 0 : VIAS.indexOf(via));
    raise(this.#directions, direction === undefined ? 0 : DIRECTIONS.indexOf(direction));
  }

  async #paths(): Promise<readonly Counted[]> {
    const { log, timeline, protocols } = this.#source;
    const { columns } = timeline;
    const paths = new Map<string, number>();
    for (let row = Math.max(0, columns.length - NEWEST); row < columns.length; row++) {
      const event = await log.read(columns.seq(row));
      if (!event) continue;
      for (const path of newestPaths(
        event,
        columns.part(row),
        columns.kind(row),
        protocols.of(columns.seq(row), event),
      )) {
        paths.set(path, (paths.get(path) ?? 0) + 1);
      }
    }
    return [...paths].map(([word, rows]) => ({ word, rows })).sort((a, b) => b.rows - a.rows);
  }
}

function raise(counts: number[], number: number): void {
  counts[number] = (counts[number] ?? 0) + 1;
}

/** The most frequent first. */
function listed(counts: readonly number[], nameOf: (number: number) => string | undefined): readonly Counted[] {
  const words: Counted[] = [];
  for (const [number, rows] of counts.entries()) {
    const word = rows ? nameOf(number) : undefined;
    if (word !== undefined) words.push({ word, rows });
  }
  return words.sort((a, b) => b.rows - a.rows);
}
