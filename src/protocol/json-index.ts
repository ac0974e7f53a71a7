import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-scan.ts';

const FIRST_CAPACITY = 256;
const NEAR = 40;
const BACKSLASH = 0x5c;
/** Stands for "no value": the parent of the outermost. */
export const NO_NODE = 0xffff_ffff;

/**
 * Where each value of a JSON text stands: a row of numbers for each, in the order in which they begin. A value is named
 * by its number in that order, so a value's children lie between its own number and its `next`.
 */
export type JsonIndex = {
  readonly count: number;
  /** Offset of the value's first character. */
  readonly start: Uint32Array;
  /** The value that begins first after this one has ended. */
  readonly next: Uint32Array;
  readonly parent: Uint32Array;
  /** Position among the parent's children, from 0. */
  readonly place: Uint32Array;
  /** Children of an object (duplicates counted) or array; 0 for anything else. */
  readonly size: Uint32Array;
};

type Columns = { -readonly [Name in Exclude<keyof JsonIndex, 'count'>]: Uint32Array };

/** Makes the index of a valid JSON text (see `checkJson`) piece by piece, so that nobody waits for megabytes. */
export class JsonIndexer {
  readonly #text: string;
  #columns = columnsOf(FIRST_CAPACITY);
  #count = 0;
  #at: number;
  #inside = NO_NODE;
  #isInObject = false;
  #isKeyNext = false;

  constructor(text: string, from = 0) {
    this.#text = text;
    this.#at = from;
  }

  /** Characters that have been read. */
  get read(): number {
    return this.#at;
  }

  get index(): JsonIndex {
    return { count: this.#count, ...this.#columns };
  }

  /** Reads about `characters` further; tells whether that was all. */
  step(characters = Infinity): boolean {
    const text = this.#text;
    const end = Math.min(text.length, this.#at + characters);
    let at = this.#at;
    // In locals: this runs for each character of megabytes.
    let count = this.#count;
    let inside = this.#inside;
    let isInObject = this.#isInObject;
    let isKeyNext = this.#isKeyNext;
    let columns = this.#columns;
    let { start, next, parent, place, size } = columns;
    while (at < end) {
      const unit = text.charCodeAt(at);
      if (unit === COMMA) {
        isKeyNext = isInObject;
        at++;
        continue;
      }
      if (unit <= 0x20 || unit === COLON) {
        at++;
        continue;
      }
      if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
        next[inside] = count;
        inside = parent[inside] ?? NO_NODE;
        isInObject = inside !== NO_NODE && text.charCodeAt(start[inside] ?? 0) === OPEN_BRACE;
        isKeyNext = false;
        at++;
        continue;
      }
      if (isKeyNext) {
        isKeyNext = false;
        at = endOfString(text, at);
        continue;
      }
      if (count === start.length) {
        columns = grown(columns);
        ({ start, next, parent, place, size } = columns);
      }
      start[count] = at;
      next[count] = count + 1;
      parent[count] = inside;
      if (inside !== NO_NODE) {
        const siblings = size[inside] ?? 0;
        place[count] = siblings;
        size[inside] = siblings + 1;
      }
      if (unit === QUOTE) at = endOfString(text, at);
      else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
        inside = count;
        isInObject = unit === OPEN_BRACE;
        isKeyNext = isInObject;
        at++;
      } else at = endOfWord(text, at);
      count++;
    }
    this.#at = at;
    this.#count = count;
    this.#inside = inside;
    this.#isInObject = isInObject;
    this.#isKeyNext = isKeyNext;
    this.#columns = columns;
    return at >= text.length;
  }
}

/** Of a valid string it is enough to find the quote that no backslash escapes. */
export function endOfString(text: string, start: number): number {
  const { length } = text;
  // Most strings are short, and a call of `indexOf` costs more than a look at a few characters.
  const near = Math.min(length, start + NEAR);
  for (let at = start + 1; at < near; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) return endOfFarString(text, start);
    if (unit === QUOTE) return at + 1;
  }
  return endOfFarString(text, start);
}

function endOfFarString(text: string, start: number): number {
  for (let at = start; ;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
}

/** Of a number, or of `true`, `false`, `null`. */
export function endOfWord(text: string, start: number): number {
  const { length } = text;
  for (let at = start + 1; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit === COMMA || unit === CLOSE_BRACKET || unit === CLOSE_BRACE) return at;
  }
  return length;
}

function columnsOf(capacity: number): Columns {
  const column = () => new Uint32Array(capacity);
  return { start: column(), next: column(), parent: column(), place: column(), size: column() };
}

function grown(columns: Columns): Columns {
  const larger = columnsOf(columns.start.length * 2);
  larger.start.set(columns.start);
  larger.next.set(columns.next);
  larger.parent.set(columns.parent);
  larger.place.set(columns.place);
  larger.size.set(columns.size);
  return larger;
}
