export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACKET = 0x5d;
export const CLOSE_BRACE = 0x7d;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const END = -1;

// The `…End` functions return the offset after what they scan, or `~offset` (negative) of the first character that
// cannot stand there: a number and no object, because they run for each value of each packet.

/** Code unit at `at`, -1 beyond the end: an engine drops its inlined `charCodeAt` once it was asked beyond the end. */
export function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : END;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = unitAt(text, at);
    if (unit > 0x20 || (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09)) return at;
    at++;
  }
}

/** Of a string, number or word that starts at `at`. */
export function scalarEnd(text: string, at: number): number {
  const unit = unitAt(text, at);
  switch (unit) {
    case QUOTE:
      return stringEnd(text, at);
    case 0x74:
      return wordEnd(text, at, 'true');
    case 0x66:
      return wordEnd(text, at, 'false');
    case 0x6e:
      return wordEnd(text, at, 'null');
    default:
      return numberEnd(text, at);
  }
}

/** Of a key, the blanks around it and its colon. */
export function keyEnd(text: string, from: number): number {
  const at = skipBlanks(text, from);
  if (unitAt(text, at) !== QUOTE) return ~at;
  const end = stringEnd(text, at);
  if (end < 0) return end;
  const colon = skipBlanks(text, end);
  return unitAt(text, colon) === COLON ? colon + 1 : ~colon;
}

export function stringEnd(text: string, start: number): number {
  const length = text.length;
  let at = start + 1;
  while (at < length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit < 0x20) return ~at;
    if (unit !== BACKSLASH) at++;
    else {
      at = escapeEnd(text, at);
      if (at < 0) return at;
    }
  }
  return ~length;
}

function escapeEnd(text: string, backslash: number): number {
  switch (unitAt(text, backslash + 1)) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return backslash + 2;
    case 0x75: // u
      for (let at = backslash + 2; at < backslash + 6; at++) if (!isHexDigit(unitAt(text, at))) return ~at;
      return backslash + 6;
    default:
      return ~(backslash + 1);
  }
}

function isHexDigit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

export function startsNumber(unit: number): boolean {
  return isDigit(unit) || unit === MINUS;
}

export function numberEnd(text: string, start: number): number {
  const first = unitAt(text, start) === MINUS ? start + 1 : start;
  let at = unitAt(text, first) === ZERO ? first + 1 : digitsEnd(text, first);
  if (at < 0) return at;
  if (unitAt(text, at) === 0x2e) {
    at = digitsEnd(text, at + 1);
    if (at < 0) return at;
  }
  const exponent = unitAt(text, at);
  if (exponent !== 0x65 && exponent !== 0x45) return at;
  const sign = unitAt(text, at + 1);
  return digitsEnd(text, sign === MINUS || sign === 0x2b ? at + 2 : at + 1);
}

/** At least one digit. */
function digitsEnd(text: string, from: number): number {
  const length = text.length;
  let at = from;
  while (at < length && isDigit(text.charCodeAt(at))) at++;
  return at === from ? ~at : at;
}

function wordEnd(text: string, start: number, word: string): number {
  for (let i = 1; i < word.length; i++) if (unitAt(text, start + i) !== word.charCodeAt(i)) return ~(start + i);
  return start + word.length;
}
