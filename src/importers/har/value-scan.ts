export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

const LARGEST_CHARACTERS = 128 * 1024 * 1024;
const DEEPEST = 500;

/** How far the reading of one value has come, which may lie in several pieces of the text. */
export type Scan = {
  readonly use: 'key' | 'take' | 'skip';
  parts: string[];
  characters: number;
  depth: number;
  isString: boolean;
  isEscaped: boolean;
  isScalar: boolean;
  refusal: string | undefined;
};

export function scanOf(use: Scan['use']): Scan {
  return {
    use,
    parts: [],
    characters: 0,
    depth: 0,
    isString: false,
    isEscaped: false,
    isScalar: false,
    refusal: undefined,
  };
}

/** Of a value that is wanted. */
export function collect(scan: Scan, part: string): void {
  if (scan.refusal !== undefined) return;
  scan.parts.push(part);
  scan.characters += part.length;
  if (scan.characters > LARGEST_CHARACTERS) refuse(scan, 'is longer than 128 Mi characters');
}

function refuse(scan: Scan, why: string): void {
  scan.refusal ??= why;
  scan.parts = [];
}

/** Where the value ends that began before or at `from`; -1 where that is not in `text`. */
export function endOfValue(scan: Scan, text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (scan.isString) {
      at = endOfString(scan, text, at);
      if (at < 0) return -1;
      if (scan.depth === 0) return at + 1;
      continue;
    }
    const unit = text.charCodeAt(at);
    if (scan.isScalar) {
      if (unit === COMMA || unit === CLOSE_LIST || unit === CLOSE_OBJECT || isBlank(unit)) return at;
    } else if (unit === QUOTE) scan.isString = true;
    else if (unit === OPEN_OBJECT || unit === OPEN_LIST) {
      scan.depth++;
      if (scan.depth > DEEPEST) refuse(scan, `nests deeper than ${DEEPEST} levels`);
    } else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) {
      scan.depth--;
      if (scan.depth <= 0) return at + 1;
    } else if (scan.depth === 0) scan.isScalar = true;
  }
  return -1;
}

/** Position of the quote that ends the string which `from` lies in; -1 where that is not in `text`. */
function endOfString(scan: Scan, text: string, from: number): number {
  // Bodies and messages are nearly all of a file, so they are leapt through and not walked.
  for (let at = scan.isEscaped ? from + 1 : from; ;) {
    scan.isEscaped = false;
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    let slashes = 0;
    while (end - 1 - slashes >= at && text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    const isEscaped = slashes % 2 === 1;
    if (quote < 0) {
      scan.isEscaped = isEscaped;
      return -1;
    }
    if (!isEscaped) {
      scan.isString = false;
      return quote;
    }
    at = quote + 1;
  }
}

export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
