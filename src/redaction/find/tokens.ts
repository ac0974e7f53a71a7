import type { OnFound } from './found.ts';

/** Shapes that services publish so that they can be found. */
const SHAPES = new RegExp(
  `(?<![A-Za-z0-9])(?:${[
    'A(?:KIA|SIA|ROA|IDA)[0-9A-Z]{16}',
    'gh[pousr]_[A-Za-z0-9]{20,255}',
    'github_pat_[A-Za-z0-9_]{20,255}',
    'glpat-[\\w-]{20,64}',
    'xox[abeoprs]-[A-Za-z0-9-]{10,250}',
    '(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,250}',
    'whsec_[A-Za-z0-9+/=]{16,128}',
    'sk-(?:[a-z]+-)?[\\w-]{20,250}',
    'AIza[\\w-]{35}',
    'ya29\\.[\\w-]{20,1024}',
    'npm_[A-Za-z0-9]{36}',
    'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}',
    'dop_v1_[a-f0-9]{64}',
    'AC[a-f0-9]{32}',
    'hooks\\.slack\\.com/services/[\\w/]{20,80}',
  ].join('|')})(?![A-Za-z0-9])`,
  'g',
);
const JWT_PART = /[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?(?:\.[\w-]+){0,2}/y;
const JWT_RUN = /[\w.-]+/y;
const SCHEMES = /\b(Bearer|Basic|Token|ApiKey)\s{1,4}([\w~+/.=:-]{6,4096})/gi;

export function findTokenShapes(text: string, onfound: OnFound): void {
  for (const { 0: value, index } of text.matchAll(SHAPES))
    onfound(index, index + value.length, { value, kind: 'token' });
}

/** JSON Web Tokens: three parts (two unsigned, five encrypted) of base64url, the first of which begins an object. */
export function findJwts(text: string, onfound: OnFound): void {
  for (let at = text.indexOf('eyJ'); at >= 0;) {
    JWT_PART.lastIndex = at;
    const value = JWT_PART.exec(text)?.[0];
    if (value !== undefined) onfound(at, at + value.length, { value, kind: 'jwt' });
    // Nothing else begins inside this run, so that a long one is read once.
    JWT_RUN.lastIndex = at;
    at = text.indexOf('eyJ', at + (JWT_RUN.exec(text)?.[0].length ?? 3));
  }
}

/** What stands behind the name of a scheme, as in the header Authorization. */
export function findSchemes(text: string, onfound: OnFound): void {
  for (const { 0: whole, 1: scheme = '', 2: value = '', index } of text.matchAll(SCHEMES)) {
    const isWord = /^[a-z]+$/i.test(value);
    if (isWord && value.length < 16) continue;
    if (/^(token|apikey)$/i.test(scheme) && !/\d/.test(value)) continue;
    const end = index + whole.length;
    onfound(end - value.length, end, { value, kind: 'bearer' });
  }
}

/** Private keys in PEM, also one that is cut off. */
export function findPrivateKeys(text: string, onfound: OnFound): void {
  const begin = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
  let end = 0;
  for (const { 0: first, index } of text.matchAll(begin)) {
    if (index < end) continue;
    const from = index + first.length;
    const tail = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
    tail.lastIndex = from;
    const endMark = tail.exec(text)?.index ?? text.length;
    end = endMark;
    const body = text.slice(from, endMark);
    const inner = body.trim();
    if (inner === '') continue;
    const start = from + body.indexOf(inner);
    onfound(start, start + inner.length, { value: inner, kind: 'token' });
  }
}
