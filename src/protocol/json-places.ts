import { endOfString, endOfWord, NO_NODE, type JsonIndex } from './json-index.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-scan.ts';
import type { JsonKind } from './json-tree.ts';
import { kindOf, stringAt } from './json-tree.ts';

/** Reads single values out of an indexed JSON text. What an index need not hold is found again from the text around. */
export class JsonPlaces {
  readonly text: string;
  readonly index: JsonIndex;

  constructor(text: string, index: JsonIndex) {
    this.text = text;
    this.index = index;
  }

  startOf(node: number): number {
    return this.index.start[node] ?? 0;
  }

  kindOf(node: number): JsonKind {
    return kindOf(this.text.charCodeAt(this.startOf(node)));
  }

  sizeOf(node: number): number {
    return this.index.size[node] ?? 0;
  }

  placeOf(node: number): number {
    return this.index.place[node] ?? 0;
  }

  nextOf(node: number): number {
    return this.index.next[node] ?? this.index.count;
  }

  parentOf(node: number): number | undefined {
    const parent = this.index.parent[node] ?? NO_NODE;
    return parent === NO_NODE ? undefined : parent;
  }

  /** Decoded; undefined for what is not a member of an object. */
  keyOf(node: number): string | undefined {
    const at = this.keyAt(node);
    return at === undefined ? undefined : stringAt(this.text, at);
  }

  /** Offset of the quote that opens the member's key. */
  keyAt(node: number): number | undefined {
    const parent = this.parentOf(node);
    if (parent === undefined || this.kindOf(parent) !== 'object') return undefined;
    const colon = this.#backOverBlanks(this.startOf(node)) - 1;
    return this.#openingQuote(this.#backOverBlanks(colon) - 1);
  }

  endOf(node: number): number {
    const start = this.startOf(node);
    const unit = this.text.charCodeAt(start);
    if (unit === QUOTE) return endOfString(this.text, start);
    if (unit !== OPEN_BRACE && unit !== OPEN_BRACKET) return endOfWord(this.text, start);
    return this.#endOfContainer(node);
  }

  /** What holds it, outermost first. */
  ancestorsOf(node: number): readonly number[] {
    const ancestors: number[] = [];
    for (let at = this.parentOf(node); at !== undefined; at = this.parentOf(at)) ancestors.push(at);
    return ancestors.reverse();
  }

  /** The value that stands at `offset`, or whose key does; where nothing does, the one before. */
  nodeAt(offset: number): number {
    const { start, count } = this.index;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((start[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const keyAt = low + 1 < count ? this.keyAt(low + 1) : undefined;
    return keyAt !== undefined && keyAt <= offset ? low + 1 : low;
  }

  /** Behind it stands its next sibling, or the ends of what holds it. */
  #endOfContainer(node: number): number {
    let last = node;
    let parent = this.parentOf(last);
    let outer = 0;
    while (parent !== undefined && this.nextOf(last) === this.nextOf(parent)) {
      last = parent;
      parent = this.parentOf(last);
      outer++;
    }
    const sibling = this.nextOf(last);
    let at =
      parent === undefined
        ? this.#backOverBlanks(this.text.length)
        : this.#backOverBlanks(this.#backOverBlanks(this.keyAt(sibling) ?? this.startOf(sibling)) - 1);
    for (; outer > 0; outer--) at = this.#backOverBlanks(at - 1);
    return at;
  }

  #backOverBlanks(end: number): number {
    let at = end;
    while (at > 0 && this.text.charCodeAt(at - 1) <= 0x20) at--;
    return at;
  }

  /** A quote inside a string has a backslash that is not itself escaped before it. */
  #openingQuote(closing: number): number {
    for (let at = closing; ;) {
      at = this.text.lastIndexOf('"', at - 1);
      let backslashes = 0;
      while (this.text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
      if (at <= 0 || backslashes % 2 === 0) return at;
    }
  }
}
