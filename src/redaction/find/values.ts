import { base64Decode } from '../../base/bytes.ts';
import type { KeyClass, KeyNames } from '../key-names.ts';
import type { OnFound } from './found.ts';

const SCHEME = /^(?:bearer|basic|token|digest|apikey|negotiate|aws4-hmac-sha256)\s+/i;
/** Words that stand where a secret might, and say that there is none. */
const NO_SECRET = /^(?:true|false|null|undefined|none|nil|n\/a|\[?redacted\]?|\*+|x+|-+|\[object object\])$/i;
const HARMLESS_COOKIE =
  /^(?:lang|language|locale|theme|tz|timezone|consent|currency|path|domain|expires|max-age|samesite|secure|httponly|priority|partitioned|version|comment)$/i;
const LOOKS_RANDOM = /^(?=.*\d)(?=.*[A-Za-z])\S{16,}$/;

/** The value of a name that speaks of a secret; all of `text` is that value. */
export function findKeyed(text: string, keyClass: KeyClass, onfound: OnFound): void {
  if (text.trim() === '' || NO_SECRET.test(text.trim())) return;
  const whole = (kind: 'token' | 'password' | 'key name', hasFixedLength = false) =>
    onfound(0, text.length, { value: text, kind, hasFixedLength });
  switch (keyClass) {
    case 'none':
    case 'version':
      return;
    case 'password':
      return whole('password');
    case 'secret':
      return whole('key name');
    case 'session':
      return text.length >= 8 && !/\s/.test(text) ? whole('token', true) : undefined;
    case 'digits':
      return /\d/.test(text) && text.length <= 16 ? whole('key name') : undefined;
    case 'maybe token':
      return LOOKS_RANDOM.test(text) ? whole('token') : undefined;
    case 'cookie':
      return text.includes('=') ? findCookies(text, onfound) : whole('token');
    case 'token':
    case 'authorization':
      return findCredentials(text, onfound);
  }
}

/** A number under such a name. */
export function isKeyedNumber(text: string, keyClass: KeyClass): boolean {
  switch (keyClass) {
    case 'password':
    case 'secret':
    case 'digits':
      return text.length >= 3;
    case 'token':
    case 'authorization':
      return text.length >= 6;
    default:
      return false;
  }
}

/** With or without a scheme before it; `Basic` holds a name and a password besides. */
function findCredentials(text: string, onfound: OnFound): void {
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const value = text.slice(scheme.length);
  if (value === '') return;
  if (scheme === '') onfound(0, text.length, { value, kind: 'token' });
  else onfound(scheme.length, text.length, { value, kind: 'bearer' });
}

/** The password in base64 of `name:password`; undefined where it is none. */
export function basicPassword(credentials: string): string | undefined {
  const bytes = base64Decode(credentials);
  if (!bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  const colon = text.indexOf(':');
  const password = text.slice(colon + 1);
  return colon < 0 || password === '' || /[^\x20-\x7e\u00a0-\uffff]|\ufffd/.test(text) ? undefined : password;
}

/** The values of `Cookie` and `Set-Cookie`, but for a cookie's attributes and what only says how the page looks. */
export function findCookies(text: string, onfound: OnFound): void {
  let at = 0;
  for (const piece of text.split(/[;\n]|,(?=\s*[\w.-]+=)/)) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(0, equals)).trim();
    const value = piece
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (equals > 0 && value !== '' && !HARMLESS_COOKIE.test(name)) {
      const start = at + piece.indexOf(value, equals + 1);
      onfound(start, start + value.length, { value, kind: 'cookie' });
    }
    at += piece.length + 1;
  }
}

const BETWEEN = `"'\\] `;
/** In a URL's query, from so many characters on, `sig`, `key` and the like always name secrets. */
const SHORTEST_IN_QUERY = 6;
const VALUE_END = /[\s"'`&;,<>{}()|\\^[\]#]/g;

/** `name=value` and `name: value` in text: queries, forms, dumped headers, log lines. */
export function findPairs(text: string, names: KeyNames, onfound: OnFound): void {
  for (let at = nextSign(text, 0); at >= 0; at = nextSign(text, at + 1)) {
    const name = nameBefore(text, at);
    const keyClass = name === '' ? 'none' : names.classOf(name);
    if (keyClass === 'none') continue;
    if (keyClass === 'cookie') {
      const line = /^[^\n"'<>]*/.exec(text.slice(at + 1))?.[0] ?? '';
      if (line.includes('=')) findCookies(line, (from, to, found) => onfound(at + 1 + from, at + 1 + to, found));
      continue;
    }
    let start = at + 1;
    while (start < text.length && start - at < 6 && /[\s"'\\]/.test(text.charAt(start))) start++;
    if (SCHEME.test(text.slice(start, start + 24)))
      start += SCHEME.exec(text.slice(start, start + 24))?.[0].length ?? 0;
    VALUE_END.lastIndex = start;
    const end = VALUE_END.exec(text)?.index ?? text.length;
    const raw = text.slice(start, end);
    // "token: expired" is a sentence, "token: 8f3a" is not.
    if (text.charAt(at) === ':' && keyClass !== 'password' && !/\d/.test(raw)) continue;
    const value = formDecoded(raw);
    const isSure = keyClass === 'maybe token' && value.length >= SHORTEST_IN_QUERY && isInQuery(text, at, name);
    findKeyed(value, isSure ? 'token' : keyClass, (_from, _to, sighting) =>
      onfound(start, end, { ...sighting, value }),
    );
  }
}

function isInQuery(text: string, sign: number, name: string): boolean {
  return text.charAt(sign) === '=' && /[?&]/.test(text.charAt(sign - name.length - 1));
}

/** The name that ends before the sign at `at`, quotes and blanks between them not counted. */
function nameBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && at - end < 5 && BETWEEN.includes(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start < 64 && isNameUnit(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

function isNameUnit(unit: number): boolean {
  const lower = unit | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

function nextSign(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3d || unit === 0x3a) return at;
  }
  return -1;
}

/** As it was before it was put into a query. */
function formDecoded(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** `https://user:password@host` */
export function findUrlCredentials(text: string, onfound: OnFound): void {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const authority = /^[^/?#\s"'<>\\]{1,400}/.exec(text.slice(start, start + 400))?.[0] ?? '';
    const sign = authority.lastIndexOf('@');
    if (sign <= 0) continue;
    const colon = authority.slice(0, sign).indexOf(':');
    const userEnd = colon < 0 ? sign : colon;
    const user = authority.slice(0, userEnd);
    if (user !== '')
      onfound(start, start + userEnd, { value: formDecoded(user), kind: colon < 0 ? 'token' : 'key name' });
    const password = colon < 0 ? '' : authority.slice(colon + 1, sign);
    if (password !== '') onfound(start + colon + 1, start + sign, { value: formDecoded(password), kind: 'password' });
  }
}
