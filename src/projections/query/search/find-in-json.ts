import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
  unitAt,
} from '../../../protocol/json-scan.ts';
import { endOfString, jsonRoot, stringAt } from '../../../protocol/json-tree.ts';
import type { JsonPath, PathStep } from '../language/path.ts';
import type { ValueTest } from '../query.ts';

/** How a packet's payload holds arguments: an array that begins with the event's name, an array of them, or one alone. */
export type ArgumentsForm = 'named' | 'array' | 'alone';

/** Whether a value on `path` in the valid JSON text that begins at `from` passes `test`. Takes any depth. */
export function findInJson(text: string, from: number, form: ArgumentsForm, path: JsonPath, test: ValueTest): boolean {
  return new Walker(text, form, path, test).find(skipBlanks(text, from));
}

type Open = { readonly isArray: boolean; readonly mask: number; place: number };

/** One pass over the text. Bit n of a value's mask: n steps of the path have led there. */
class Walker {
  readonly #text: string;
  readonly #form: ArgumentsForm;
  readonly #steps: readonly PathStep[];
  readonly #test: ValueTest;
  readonly #arrived: number;
  /** What every value begins with: where the path may begin anywhere, no step has been made yet. */
  readonly #always: number;
  readonly #open: Open[] = [];

  constructor(text: string, form: ArgumentsForm, { root, steps }: JsonPath, test: ValueTest) {
    this.#text = text;
    this.#form = form;
    this.#steps = steps;
    this.#test = test;
    this.#arrived = 1 << steps.length;
    this.#always = root === '$' ? 1 : 0;
  }

  find(start: number): boolean {
    const text = this.#text;
    let at = start;
    let mask = this.#rootMask();
    for (;;) {
      const unit = unitAt(text, at);
      if ((mask & this.#arrived) !== 0 && this.#passes(at, unit)) return true;
      const isArray = unit === OPEN_BRACKET;
      if (isArray || unit === OPEN_BRACE) {
        // Arrived or nowhere near: nothing below can be on the path.
        if ((mask & ~this.#arrived) === 0 && this.#always === 0) at = jsonRoot(text, at).end;
        else {
          this.#open.push({ isArray, mask, place: -1 });
          at++;
        }
      } else at = unit === QUOTE ? endOfString(text, at) : wordEnd(text, at);
      at = this.#toNext(at);
      if (at < 0) return false;
      mask = this.#maskAt(at);
      if (this.#open.at(-1)?.isArray === false) at = skipBlanks(text, skipBlanks(text, endOfString(text, at)) + 1);
    }
  }

  #rootMask(): number {
    const [first] = this.#steps;
    // The array of all arguments is a place to begin at, but no argument.
    if (this.#form !== 'alone') return first ? 1 : 0;
    return this.#always | (first && leadsTo(first, 0) ? 2 : 0);
  }

  /** Over what closes and what separates, to the next member or element; -1 at the end. */
  #toNext(from: number): number {
    for (let at = from; ;) {
      at = skipBlanks(this.#text, at);
      const unit = unitAt(this.#text, at);
      if (this.#open.length === 0 || unit < 0) return -1;
      if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) {
        this.#open.pop();
        at++;
      } else return unit === COMMA ? skipBlanks(this.#text, at + 1) : at;
    }
  }

  /** Of the value whose key or, in an array, whose first character stands at `at`. */
  #maskAt(at: number): number {
    const parent = this.#open.at(-1);
    if (!parent) return 0;
    parent.place++;
    const isRoot = this.#open.length === 1 && this.#form === 'named';
    // The event's name is no argument.
    if (isRoot && parent.place === 0) return 0;
    let mask = this.#always;
    for (let n = 0; n < this.#steps.length; n++) {
      const step = this.#steps[n];
      if ((parent.mask & (1 << n)) === 0 || !step) continue;
      const isOnPath = parent.isArray ? leadsTo(step, parent.place - (isRoot ? 1 : 0)) : this.#isNamed(step, at);
      if (isOnPath) mask |= 1 << (n + 1);
    }
    return mask;
  }

  #isNamed(step: PathStep, at: number): boolean {
    if (step.to !== 'member') return step.to === 'any';
    const { name } = step;
    if (this.#text.startsWith(name, at + 1) && unitAt(this.#text, at + 1 + name.length) === QUOTE) return true;
    const end = endOfString(this.#text, at);
    return this.#text.slice(at, end).includes('\\') && stringAt(this.#text, at) === name;
  }

  #passes(at: number, unit: number): boolean {
    if (this.#test === 'exists') return true;
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) return false;
    const { number, text } = this.#test;
    if (unit === QUOTE) return text?.(stringAt(this.#text, at)) ?? false;
    const written = this.#text.slice(at, wordEnd(this.#text, at));
    const isNumber = unit === 0x2d || (unit >= 0x30 && unit <= 0x39);
    return (isNumber && number?.(Number(written)) === true) || (text?.(written) ?? false);
  }
}

function leadsTo(step: PathStep, index: number): boolean {
  return step.to === 'any' || (step.to === 'element' && step.index === index);
}

/** Of a number, `true`, `false` or `null`, which is known to be right. */
function wordEnd(text: string, start: number): number {
  for (let at = start; ; at++) {
    const unit = unitAt(text, at);
    const isWithin =
      (unit >= 0x30 && unit <= 0x39) ||
      (unit >= 0x61 && unit <= 0x7a) ||
      unit === 0x2d ||
      unit === 0x2e ||
      unit === 0x2b ||
      unit === 0x45;
    if (!isWithin) return at;
  }
}
