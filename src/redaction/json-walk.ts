import { endOfString, endOfWord } from '../protocol/json-index.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../protocol/json-scan.ts';
import { startsNumber } from '../protocol/json-scan.ts';
import type { Path } from '../base/paths/path.ts';
import type { KeyClass } from './key-names.ts';
import { unescaped } from './views.ts';

export type JsonVisitor = {
  classOf(key: string, inherited: KeyClass): KeyClass;
  /** Without its quotes. */
  key(start: number, end: number): void;
  string(start: number, end: number, keyClass: KeyClass): void;
  number(start: number, end: number, keyClass: KeyClass): void;
};

type Role = 'name' | 'value';
type Pair = {
  named: KeyClass;
  value: { readonly keyAt: number; readonly start: number; readonly end: number } | undefined;
};

const NAME_KEY = /^(?:name|key|field|header|param|parameter)$/i;
const VALUE_KEY = /^value$/i;
const LONGEST_NAME = 80;

/** Goes over the strings, keys and numbers of a JSON text in one pass, at any depth. */
export class JsonWalk {
  readonly #text: string;
  /** Of each open container: what `"name": "password"` says of the `"value"` beside it, in whatever order they stand. */
  readonly #pairs: Pair[] = [];
  /** Of each open container: offset of the latest key's quote, or `~` the latest position. */
  readonly #steps: number[] = [];
  readonly #classes: KeyClass[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the value stands that is being visited. */
  get path(): Path {
    return this.#steps.map((step) => (step < 0 ? ~step : this.#keyAt(step)));
  }

  /** Whether it was JSON, as far as strings and words tell. */
  go(from: number, rootClass: KeyClass, visitor: JsonVisitor): boolean {
    const text = this.#text;
    const { length } = text;
    let inherited = rootClass;
    let own: KeyClass | undefined;
    let role: Role | undefined;
    let at = from;
    while (at < length) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) {
        const end = endOfString(text, at);
        if (end > length || text.charCodeAt(end - 1) !== QUOTE || end - at < 2) return false;
        const colonAt = this.#colonAfter(end);
        if (colonAt >= 0) {
          this.#steps[this.#steps.length - 1] = at;
          visitor.key(at + 1, end - 1);
          const key = this.#keyAt(at, end);
          own = visitor.classOf(key, inherited);
          role = key.length > 9 ? undefined : roleOf(key);
          if (role === 'value') own = this.#asNamed(own);
          at = colonAt + 1;
          continue;
        }
        visitor.string(at + 1, end - 1, own ?? inherited);
        if (role !== undefined) this.#takePair(role, at + 1, end - 1, visitor);
        at = end;
      } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
        this.#classes.push(inherited);
        this.#steps.push(~0);
        this.#pairs.push({ named: 'none', value: undefined });
        role = undefined;
        inherited = own ?? inherited;
        own = undefined;
        at++;
      } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
        inherited = this.#classes.pop() ?? rootClass;
        this.#steps.pop();
        this.#pairs.pop();
        role = undefined;
        own = undefined;
        at++;
      } else if (unit === COMMA) {
        const last = this.#steps.length - 1;
        const step = this.#steps[last] ?? 0;
        if (step < 0) this.#steps[last] = step - 1;
        own = undefined;
        role = undefined;
        at++;
      } else if (startsNumber(unit)) {
        const end = endOfWord(text, at);
        visitor.number(at, end, own ?? inherited);
        at = end;
      } else if (unit <= 0x20) at++;
      else {
        const end = endOfWord(text, at);
        if (!isWord(text.slice(at, Math.min(end, at + 6)))) return false;
        at = end;
      }
    }
    return this.#steps.length === 0;
  }

  #asNamed(own: KeyClass): KeyClass {
    const named = this.#pairs.at(-1)?.named ?? 'none';
    return (own === 'none' || own === 'maybe token') && named !== 'none' ? named : own;
  }

  #takePair(role: Role, start: number, end: number, visitor: JsonVisitor): void {
    const pair = this.#pairs.at(-1);
    const last = this.#steps.length - 1;
    const keyAt = this.#steps[last] ?? 0;
    if (!pair) return;
    if (role === 'value') {
      pair.value = { keyAt, start, end };
      return;
    }
    const raw = this.#text.slice(start, Math.min(end, start + LONGEST_NAME));
    const named = visitor.classOf(unescaped(raw)?.text ?? raw, 'none');
    if (named === 'none') return;
    pair.named = named;
    if (!pair.value) return;
    this.#steps[last] = pair.value.keyAt;
    visitor.string(pair.value.start, pair.value.end, named);
    this.#steps[last] = keyAt;
  }

  #keyAt(start: number, end = endOfString(this.#text, start)): string {
    const raw = this.#text.slice(start + 1, end - 1);
    return unescaped(raw)?.text ?? raw;
  }

  /** Offset of the colon that makes the string before it a key; -1 where none follows. */
  #colonAfter(end: number): number {
    if (this.#steps.length === 0) return -1;
    let at = end;
    while (at < this.#text.length && this.#text.charCodeAt(at) <= 0x20) at++;
    return this.#text.charCodeAt(at) === COLON ? at : -1;
  }
}

function isWord(text: string): boolean {
  return text === 'true' || text === 'false' || text === 'null';
}

export function roleOf(key: string): Role | undefined {
  return NAME_KEY.test(key) ? 'name' : VALUE_KEY.test(key) ? 'value' : undefined;
}
