import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  keyEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  scalarEnd,
  skipBlanks,
  unitAt,
} from './json-scan.ts';
import type { Malformed } from './malformed.ts';

/** Accepts from `from` to the end exactly what `JSON.parse` accepts, at any depth and without building a value. */
export function checkJson(text: string, from = 0): Malformed | undefined {
  const end = jsonEnd(text, from);
  if (end >= 0) return undefined;
  const offset = ~end;
  return { reason: offset < text.length ? 'json' : 'json-ends', offset };
}

/** As in `json-scan.ts`: the offset after the JSON, or `~offset` of its first flaw. */
function jsonEnd(text: string, from: number): number {
  const nesting = new Nesting();
  let at = skipBlanks(text, from);
  for (;;) {
    const unit = unitAt(text, at);
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      at = skipBlanks(text, at + 1);
      // A closing bracket or brace is two code points above its opening one.
      if (unitAt(text, at) !== unit + 2) {
        nesting.enter(unit === OPEN_BRACE);
        if (unit === OPEN_BRACE) at = skipKey(text, at);
        if (at < 0) return at;
        continue;
      }
      at++;
    } else {
      at = scalarEnd(text, at);
      if (at < 0) return at;
    }
    at = climb(text, at, nesting);
    if (at < 0 || nesting.depth === 0) return at;
  }
}

/** From the end of a value, out of what ends there, to the start of the next value or the end of the text. */
function climb(text: string, from: number, nesting: Nesting): number {
  let at = skipBlanks(text, from);
  while (nesting.depth > 0) {
    const unit = unitAt(text, at);
    if (unit === COMMA) return nesting.isInObject ? skipKey(text, at + 1) : skipBlanks(text, at + 1);
    if (unit !== (nesting.isInObject ? CLOSE_BRACE : CLOSE_BRACKET)) return ~at;
    nesting.leave();
    at = skipBlanks(text, at + 1);
  }
  return at === text.length ? at : ~at;
}

function skipKey(text: string, from: number): number {
  const end = keyEnd(text, from);
  return end < 0 ? end : skipBlanks(text, end);
}

/** Which brackets are open: a bit each (1 for an object), so that the usual shallow packet needs no array. */
class Nesting {
  depth = 0;
  #bits = 0;
  #outer: number[] | undefined;

  get isInObject(): boolean {
    return (this.#bits & 1) === 1;
  }

  enter(isObject: boolean): void {
    // 30 bits a word: what the engine holds as a small integer.
    if (this.depth > 0 && this.depth % 30 === 0) {
      this.#outer ??= [];
      this.#outer.push(this.#bits);
      this.#bits = 0;
    }
    this.#bits = (this.#bits << 1) | (isObject ? 1 : 0);
    this.depth++;
  }

  leave(): void {
    this.depth--;
    this.#bits >>>= 1;
    if (this.depth > 0 && this.depth % 30 === 0) this.#bits = this.#outer?.pop() ?? 0;
  }
}
