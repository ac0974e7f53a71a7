import type { Direction } from '../wire/wire-event.ts';
import { ROW_KINDS, type RowKind } from './row.ts';

const BLOCK_BITS = 14;
const BLOCK_ROWS = 1 << BLOCK_BITS;
const IN_BLOCK = BLOCK_ROWS - 1;

const SENT = 1;
const RECEIVED = 2;
const UPGRADE = 4;
/** Wants an answer that may still come. */
const OPEN_QUESTION = 8;
const IS_ANSWER = 16;
/** Its last argument is the offset of connection state recovery. */
const HAS_OFFSET = 32;
const IS_BINARY = 64;
const IS_PROBE = 128;

const kindNumbers: ReadonlyMap<RowKind, number> = new Map(ROW_KINDS.map((kind, number) => [kind, number]));

type Block = {
  readonly seq: Uint32Array;
  readonly kind: Uint8Array;
  readonly flags: Uint16Array;
  readonly conn: Uint16Array;
  readonly nsp: Uint32Array;
  readonly event: Uint32Array;
  /** Bytes, plus 1; 0 for a row that carries nothing. */
  readonly size: Uint32Array;
  // The last three are made when first needed: most blocks are WebSocket events without acks.
  part: Uint32Array | undefined;
  /** Row number of the other half, plus 1. */
  pair: Uint32Array | undefined;
  /** Acknowledgement id, plus 1; it may be NaN. */
  ackId: Float64Array | undefined;
};

export type NewRow = {
  readonly seq: number;
  readonly part: number;
  readonly kind: RowKind;
  readonly conn: number;
  readonly direction: Direction | undefined;
  readonly isUpgrade: boolean;
  readonly hasOffset: boolean;
  /** It is binary, or announces binary attachments. */
  readonly isBinary: boolean;
  /** Of Sockscope's own checks. */
  readonly isProbe: boolean;
  readonly sizeBytes: number | undefined;
  readonly ackId: number | undefined;
  /** Numbers of `Names`. */
  readonly nsp: number;
  readonly event: number;
};

export function kindNumber(kind: RowKind): number {
  return kindNumbers.get(kind) ?? 0;
}

/** The rows of a session, one number a column: a million rows are some 22 MB, and a filter reads them in milliseconds. */
export class RowColumns {
  readonly #blocks: Block[] = [];
  length = 0;
  /** Rows whose question was answered or lost after they were added, while someone collects them. */
  changes: number[] | undefined;

  add(row: NewRow): number {
    const number = this.length;
    if ((number & IN_BLOCK) === 0) this.#blocks.push(newBlock());
    const block = this.#block(number);
    const i = number & IN_BLOCK;
    block.seq[i] = row.seq;
    block.kind[i] = kindNumber(row.kind);
    block.flags[i] =
      (row.direction ? (row.direction === 'sent' ? SENT : RECEIVED) : 0) |
      (row.isUpgrade ? UPGRADE : 0) |
      (row.hasOffset ? HAS_OFFSET : 0) |
      (row.isBinary ? IS_BINARY : 0) |
      (row.isProbe ? IS_PROBE : 0);
    block.conn[i] = row.conn;
    block.nsp[i] = row.nsp;
    block.event[i] = row.event;
    if (row.sizeBytes !== undefined) block.size[i] = row.sizeBytes + 1;
    if (row.ackId !== undefined) (block.ackId ??= new Float64Array(BLOCK_ROWS))[i] = row.ackId + 1;
    if (row.part > 0) (block.part ??= new Uint32Array(BLOCK_ROWS))[i] = row.part;
    this.length = number + 1;
    return number;
  }

  seq(row: number): number {
    return this.#block(row).seq[row & IN_BLOCK] ?? 0;
  }

  part(row: number): number {
    return this.#block(row).part?.[row & IN_BLOCK] ?? 0;
  }

  kindNumber(row: number): number {
    return this.#block(row).kind[row & IN_BLOCK] ?? 0;
  }

  kind(row: number): RowKind {
    return ROW_KINDS[this.kindNumber(row)] ?? 'malformed';
  }

  conn(row: number): number {
    return this.#block(row).conn[row & IN_BLOCK] ?? 0;
  }

  nsp(row: number): number {
    return this.#block(row).nsp[row & IN_BLOCK] ?? 0;
  }

  event(row: number): number {
    return this.#block(row).event[row & IN_BLOCK] ?? 0;
  }

  direction(row: number): Direction | undefined {
    const flags = this.#flags(row);
    return flags & SENT ? 'sent' : flags & RECEIVED ? 'received' : undefined;
  }

  /** Bytes on the wire, as the row shows them. */
  sizeBytes(row: number): number | undefined {
    const size = this.#block(row).size[row & IN_BLOCK] ?? 0;
    return size === 0 ? undefined : size - 1;
  }

  ackId(row: number): number | undefined {
    const id = this.#block(row).ackId?.[row & IN_BLOCK] ?? 0;
    return id === 0 ? undefined : id - 1;
  }

  isBinary(row: number): boolean {
    return (this.#flags(row) & IS_BINARY) !== 0;
  }

  isProbe(row: number): boolean {
    return (this.#flags(row) & IS_PROBE) !== 0;
  }

  isUpgrade(row: number): boolean {
    return (this.#flags(row) & UPGRADE) !== 0;
  }

  hasOffset(row: number): boolean {
    return (this.#flags(row) & HAS_OFFSET) !== 0;
  }

  isOpenQuestion(row: number): boolean {
    return (this.#flags(row) & OPEN_QUESTION) !== 0;
  }

  isAnswer(row: number): boolean {
    return (this.#flags(row) & IS_ANSWER) !== 0;
  }

  pair(row: number): number | undefined {
    const pair = this.#block(row).pair?.[row & IN_BLOCK] ?? 0;
    return pair === 0 ? undefined : pair - 1;
  }

  setOpenQuestion(row: number, isOpen: boolean): void {
    this.#setFlag(row, OPEN_QUESTION, isOpen);
  }

  takeEvent(row: number, from: number): void {
    this.#block(row).event[row & IN_BLOCK] = this.event(from);
  }

  join(question: number, answer: number): void {
    this.#setPair(question, answer);
    this.#setPair(answer, question);
    this.setOpenQuestion(question, false);
    this.#setFlag(answer, IS_ANSWER, true);
  }

  /** Number of the first row of entry `seq`; the next entry's, or the length, where it has none. */
  firstOf(seq: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.seq(middle) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #block(row: number): Block {
    const block = this.#blocks[row >>> BLOCK_BITS];
    if (!block) throw new RangeError(`row ${row} of ${this.length}`);
    return block;
  }

  #flags(row: number): number {
    return this.#block(row).flags[row & IN_BLOCK] ?? 0;
  }

  #setFlag(row: number, flag: number, isOn: boolean): void {
    const flags = this.#flags(row);
    this.#block(row).flags[row & IN_BLOCK] = isOn ? flags | flag : flags & ~flag;
    this.changes?.push(row);
  }

  #setPair(row: number, pair: number): void {
    const block = this.#block(row);
    (block.pair ??= new Uint32Array(BLOCK_ROWS))[row & IN_BLOCK] = pair + 1;
  }
}

function newBlock(): Block {
  return {
    seq: new Uint32Array(BLOCK_ROWS),
    kind: new Uint8Array(BLOCK_ROWS),
    flags: new Uint16Array(BLOCK_ROWS),
    conn: new Uint16Array(BLOCK_ROWS),
    nsp: new Uint32Array(BLOCK_ROWS),
    event: new Uint32Array(BLOCK_ROWS),
    size: new Uint32Array(BLOCK_ROWS),
    part: undefined,
    pair: undefined,
    ackId: undefined,
  };
}
