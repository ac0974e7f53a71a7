// What a text may hold, told by one pass over its characters: most texts hold none of it, and are done.

export const AT_SIGN = 1;
export const PERCENT = 2;
export const BACKSLASH = 4;
/** Twelve digits or more, blanks and dashes between them not counted. */
export const LONG_NUMBER = 8;
/** A dot between digits. */
export const DOTTED_DIGITS = 16;
/** Two colons next to each other, or one between hexadecimal digits. */
export const HEX_COLONS = 32;
/** A sign between a name and its value. */
export const PAIR = 64;
/** Sixteen characters of a token, of base64 or of hexadecimal digits. */
export const LONG_WORD = 128;
/** A letter, a dash, a digit: a pseudonym may look so. */
export const NUMBERED = 256;
export const DASHES = 512;
/** `Bearer …`, `Basic …`, `Token …`, `ApiKey …`. */
export const SCHEME = 1024;

const DIGIT = 1;
const HEX = 2;
const LETTER = 4;
const WORD = 8;
const TABLE = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit);
  if (/\d/.test(character)) TABLE[unit] = DIGIT | HEX | WORD;
  else if (/[a-f]/i.test(character)) TABLE[unit] = HEX | LETTER | WORD;
  else if (/[a-z]/i.test(character)) TABLE[unit] = LETTER | WORD;
  else if (/[+/_=-]/.test(character)) TABLE[unit] = WORD;
}

export function hintsOf(text: string, from = 0, to = text.length): number {
  let hints = 0;
  let word = 0;
  let digits = 0;
  let before = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    const kind = unit < 128 ? (TABLE[unit] ?? 0) : 0;
    if ((kind & WORD) === 0) word = 0;
    else if (++word === 16) hints |= LONG_WORD;
    if ((kind & DIGIT) !== 0) {
      if (++digits === 12) hints |= LONG_NUMBER;
    } else {
      if (unit !== 0x20 && unit !== 0x2d) digits = 0;
      if ((kind & LETTER) === 0) hints |= hintAt(text, i, unit, before);
    }
    before = kind;
  }
  return hints;
}

function hintAt(text: string, i: number, unit: number, before: number): number {
  switch (unit) {
    case 0x40:
      return AT_SIGN;
    case 0x25:
      return PERCENT;
    case 0x5c:
      return BACKSLASH;
    case 0x3d:
      return PAIR;
    case 0x2e:
      return (before & DIGIT) !== 0 && (kindAt(text, i + 1) & DIGIT) !== 0 ? DOTTED_DIGITS : 0;
    case 0x3a:
      return colonHint(text, i, before);
    case 0x2d:
      if (text.charCodeAt(i - 1) === 0x2d) return DASHES;
      return (before & LETTER) !== 0 && (kindAt(text, i + 1) & DIGIT) !== 0 ? NUMBERED : 0;
    case 0x20: {
      const last = i > 1 ? text.charCodeAt(i - 1) | 0x20 : 0;
      if (last === 0x72 || last === 0x63) return SCHEME;
      // `Token …`, `ApiKey …`
      const isRare = (last === 0x6e || last === 0x79) && /token$|apikey$/i.test(text.slice(Math.max(0, i - 6), i));
      return isRare ? SCHEME : 0;
    }
    default:
      return 0;
  }
}

/** A colon behind a quote is that of a JSON key, which is looked at anyway. */
function colonHint(text: string, i: number, before: number): number {
  const previous = i > 0 ? text.charCodeAt(i - 1) : 0;
  const isHex = (before & HEX) !== 0 && (kindAt(text, i + 1) & HEX) !== 0;
  return (previous === 0x22 ? 0 : PAIR) | (previous === 0x3a || isHex ? HEX_COLONS : 0);
}

function kindAt(text: string, at: number): number {
  const unit = at < text.length ? text.charCodeAt(at) : 128;
  return unit < 128 ? (TABLE[unit] ?? 0) : 0;
}
