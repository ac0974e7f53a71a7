import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  collect,
  COLON,
  COMMA,
  endOfValue,
  isBlank,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  scanOf,
  type Scan,
} from './value-scan.ts';

/** Names and positions from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** `enter`: its members are asked for one by one; `take`: it comes as text; `skip`: it goes by. */
export type Choice = 'enter' | 'take' | 'skip';

export type JsonReader = {
  choose(path: JsonPath): Choice;
  take(path: JsonPath, json: string): void;
  /** A value that was to be taken is larger or nests deeper than anyone would read. */
  refuse(path: JsonPath, why: string): void;
  /** An entered object or list is over. */
  leave(path: JsonPath): void;
};

export type JsonDamage = { readonly path: JsonPath; readonly offset: number; readonly words: string };

type Container = { readonly isList: boolean; wants: 'value' | 'key' | 'colon' | 'comma'; items: number };
/**
 * Reads one JSON text that comes in pieces and never holds more of it than the value that is being taken. What a taken
 * value says is checked by whoever parses it; here only its end is looked for.
 */
export class JsonPieces {
  damage: JsonDamage | undefined;
  readonly #reader: JsonReader;
  readonly #open: Container[] = [];
  readonly #path: (string | number)[] = [];
  #scan: Scan | undefined;
  #offset = 0;
  #isComplete = false;

  constructor(reader: JsonReader) {
    this.#reader = reader;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get path(): JsonPath {
    return this.#path;
  }

  feed(text: string): void {
    for (let at = 0; at < text.length && !this.damage && !this.#isComplete;) {
      const scan = this.#scan;
      at = scan ? this.#continue(scan, text, at) : this.#between(text, at);
    }
    this.#offset += text.length;
  }

  /** Between values: blanks, brackets, commas, colons. Returns where to go on. */
  #between(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    if (isBlank(unit)) return at + 1;
    const inside = this.#open.at(-1);
    if (!inside) return this.#begin(text, at);
    if (unit === (inside.isList ? CLOSE_LIST : CLOSE_OBJECT) && inside.wants !== 'colon') return this.#close(at);
    switch (inside.wants) {
      case 'comma':
        if (unit !== COMMA) return this.#stop(text, at);
        inside.wants = inside.isList ? 'value' : 'key';
        return at + 1;
      case 'colon':
        if (unit !== COLON) return this.#stop(text, at);
        inside.wants = 'value';
        return at + 1;
      case 'key':
        if (unit !== QUOTE) return this.#stop(text, at);
        this.#scan = scanOf('key');
        return at;
      case 'value':
        if (inside.isList) this.#path.push(inside.items);
        inside.items++;
        return this.#begin(text, at);
    }
  }

  /** Of the value whose first character stands at `at`. */
  #begin(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    const isContainer = unit === OPEN_LIST || unit === OPEN_OBJECT;
    if (!isContainer && unit !== QUOTE && !isScalarUnit(unit)) return this.#stop(text, at);
    const choice = this.#reader.choose(this.#path);
    if (choice === 'enter' && isContainer) {
      const isList = unit === OPEN_LIST;
      this.#open.push({ isList, wants: isList ? 'value' : 'key', items: 0 });
      return at + 1;
    }
    this.#scan = scanOf(choice === 'skip' ? 'skip' : 'take');
    return at;
  }

  #continue(scan: Scan, text: string, from: number): number {
    const end = endOfValue(scan, text, from);
    const isOver = end >= 0;
    if (scan.use !== 'skip') collect(scan, text.slice(from, isOver ? end : undefined));
    if (!isOver) return text.length;
    this.#scan = undefined;
    this.#finish(scan, from);
    return end;
  }

  #finish(scan: Scan, at: number): void {
    const inside = this.#open.at(-1);
    if (scan.use === 'key') {
      const key = keyIn(scan.parts.join(''));
      if (key === undefined) return void this.#damaged(at, 'a name cannot be read');
      this.#path.push(key);
      if (inside) inside.wants = 'colon';
      return;
    }
    if (scan.refusal !== undefined && scan.use === 'take') this.#reader.refuse(this.#path, scan.refusal);
    else if (scan.use === 'take') this.#reader.take(this.#path, scan.parts.join(''));
    this.#ended();
  }

  #close(at: number): number {
    this.#open.pop();
    this.#reader.leave(this.#path);
    this.#ended();
    return at + 1;
  }

  #ended(): void {
    const inside = this.#open.at(-1);
    this.#path.pop();
    if (inside) inside.wants = 'comma';
    else this.#isComplete = true;
  }

  #stop(text: string, at: number): number {
    return this.#damaged(at, `${JSON.stringify(text[at])} cannot stand there`);
  }

  #damaged(at: number, words: string): number {
    this.damage = { path: [...this.#path], offset: this.#offset + at, words };
    return at;
  }
}

function keyIn(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** Numbers, `true`, `false`, `null`; and `NaN`, `Infinity`, which some programs write. */
function isScalarUnit(unit: number): boolean {
  return (
    unit === 0x2d || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
  );
}
