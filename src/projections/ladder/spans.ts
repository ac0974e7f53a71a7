import type { Via } from '../../wire/wire-event.ts';
import { kindNumber } from '../row-columns.ts';
import type { Timeline } from '../timeline.ts';
import type { Span } from './span.ts';

/** What the log knows of an entry beside its row. */
export type ChannelSource = {
  chanOf(seq: number): number;
  viaOf(seq: number): Via | undefined;
};

const OPEN = 0xffff_ffff;
const BLOCK_BITS = 8;
/** More than this many beside each other nobody can read. */
const MOST_TOLD = 64;

const REQUEST = kindNumber('request');
const RESPONSE = kindNumber('response');
const FAILED = kindNumber('failed');
const OPENED = kindNumber('opened');
const CLOSED = kindNumber('closed');
const CLIENT = kindNumber('client');

/**
 * Where each exchange and channel begins and ends, by row number. Read from the rows when someone looks at the ladder,
 * and not folded: a recording pays nothing for it.
 */
export class Spans {
  readonly #timeline: Timeline;
  readonly #source: ChannelSource;
  #starts = new Uint32Array(256);
  #ends = new Uint32Array(256);
  #count = 0;
  /** The last end within each block of spans: blocks that ended before what is asked for are passed over. */
  readonly #lastEnds: number[] = [];
  readonly #openChannels = new Map<number, number>();
  /** By connection: exchanges that wait for their response. */
  readonly #waiting = new Map<number, Set<number>>();
  #examined = 0;

  constructor(timeline: Timeline, source: ChannelSource) {
    this.#timeline = timeline;
    this.#source = source;
  }

  /** Spans that touch the rows from `from` to `to`, both inclusive, in the order of their beginning. */
  touching(from: number, to: number): readonly Span[] {
    this.#advance();
    const found: Span[] = [];
    let i = this.#countUntil(to) - 1;
    while (i >= 0 && found.length < MOST_TOLD) {
      const block = i >>> BLOCK_BITS;
      if ((this.#lastEnds[block] ?? 0) < from) i = (block << BLOCK_BITS) - 1;
      else {
        if ((this.#ends[i] ?? 0) >= from) found.push(this.#spanAt(i));
        i--;
      }
    }
    return found.reverse();
  }

  #advance(): void {
    const { columns } = this.#timeline;
    for (; this.#examined < columns.length; this.#examined++)
      this.#take(this.#examined, columns.kindNumber(this.#examined));
  }

  #take(row: number, kind: number): void {
    const { columns } = this.#timeline;
    switch (kind) {
      case REQUEST:
        return this.#wait(columns.conn(row), this.#begin(row));
      case OPENED:
        this.#openChannels.set(this.#source.chanOf(columns.seq(row)), this.#begin(row));
        return;
      case RESPONSE:
        return this.#answer(row, columns.pair(row));
      case FAILED: {
        const question = columns.pair(row);
        return question === undefined ? this.#close(row) : this.#answer(row, question);
      }
      case CLOSED:
        return this.#close(row);
      case CLIENT:
        return this.#leave(row);
      default:
    }
  }

  #begin(row: number): number {
    const i = this.#count++;
    if (i === this.#starts.length) {
      this.#starts = widened(this.#starts);
      this.#ends = widened(this.#ends);
    }
    this.#starts[i] = row;
    this.#end(i, OPEN);
    return i;
  }

  #end(i: number, row: number): void {
    this.#ends[i] = row;
    const block = i >>> BLOCK_BITS;
    if (row === OPEN) {
      this.#lastEnds[block] = OPEN;
      return;
    }
    const first = block << BLOCK_BITS;
    this.#lastEnds[block] = this.#ends.subarray(first, Math.min(this.#count, first + (1 << BLOCK_BITS))).reduce(larger);
  }

  #wait(conn: number, i: number): void {
    const waiting = this.#waiting.get(conn);
    if (waiting) waiting.add(i);
    else this.#waiting.set(conn, new Set([i]));
  }

  #answer(row: number, question: number | undefined): void {
    if (question === undefined) return;
    const i = this.#countUntil(question) - 1;
    if (this.#starts[i] !== question) return;
    this.#end(i, row);
    this.#waiting.get(this.#timeline.columns.conn(question))?.delete(i);
  }

  #close(row: number): void {
    const chan = this.#source.chanOf(this.#timeline.columns.seq(row));
    const i = this.#openChannels.get(chan);
    if (i === undefined) return;
    this.#end(i, row);
    this.#openChannels.delete(chan);
  }

  /** The client has given up its Engine.IO session, and waits for none of its requests; an answer may come even so. */
  #leave(row: number): void {
    const { columns, events } = this.#timeline;
    if (events.textOf(columns.event(row)) !== 'close') return;
    const waiting = this.#waiting.get(columns.conn(row));
    for (const i of waiting ?? []) this.#end(i, row);
    waiting?.clear();
  }

  /** How many spans begin at or before `row`. */
  #countUntil(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #spanAt(i: number): Span {
    const { columns } = this.#timeline;
    const start = this.#starts[i] ?? 0;
    const end = this.#ends[i] ?? OPEN;
    return {
      conn: columns.conn(start),
      via: this.#source.viaOf(columns.seq(start)) ?? 'polling',
      start: this.#timeline.idOf(start),
      ...(end === OPEN ? {} : { end: this.#timeline.idOf(end) }),
    };
  }
}

function larger(one: number, other: number): number {
  return Math.max(one, other);
}

function widened(narrow: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(narrow.length * 2);
  wider.set(narrow);
  return wider;
}
