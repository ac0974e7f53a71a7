import { fail, ok, type Result } from '../../../base/result.ts';
import type { QueryProblem } from '../query.ts';

export type Token = {
  readonly kind: 'and' | 'or' | 'not' | '-' | '(' | ')' | 'word';
  /** Before the colon: a term's name, or a path. Undefined for text. */
  readonly key: string | undefined;
  readonly value: string;
  readonly at: number;
  readonly valueAt: number;
  readonly end: number;
};

const KEY = /([a-z]+):(?!\/\/)/y;
/** Up to its colon; what stands between quotes may hold anything. */
const PATH = /((?:arg|\$)(?=[.[:])(?:\["(?:[^"\\]|\\.)*"\]|[^\s":])*)(:?)/y;
const QUOTED = /"(?:[^"\\]|\\.)*"/y;
const PATTERN = /\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/i?(?=[\s)]|$)/y;
/** In a namespace `/` is usual: `ns:/a or ns:/` is no pattern. */
const PATTERN_WITHOUT_BLANKS = /\/(?:[^/\\[\s]|\\.|\[(?:[^\]\\\s]|\\.)*\])+\/i?(?=[\s)]|$)/y;
const WORDS: ReadonlyMap<string, Token['kind']> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
]);

export function tokensOf(text: string): Result<readonly Token[], QueryProblem> {
  const tokens: Token[] = [];
  let at = blanksEnd(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (!token.ok) return token;
    tokens.push(token.value);
    at = blanksEnd(text, token.value.end);
  }
  return ok(tokens);
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function tokenAt(text: string, at: number): Result<Token, QueryProblem> {
  const char = text.charAt(at);
  if (char === '(' || char === ')' || char === '-') return ok(sign(char, at));
  const path = matchAt(PATH, text, at);
  if (path && path[2] === '') {
    const message = 'A path ends with “:” and a value, like “$.token:*” for any';
    return fail({ message, offset: at, length: path[0].length });
  }
  const key = path?.[1] ?? matchAt(KEY, text, at)?.[1];
  const valueAt = key === undefined ? at : at + key.length + 1;
  const end = valueEnd(text, valueAt, key);
  if (!end.ok) return end;
  const value = text.slice(valueAt, end.value);
  const kind = (key === undefined && WORDS.get(value.toLowerCase())) || 'word';
  return ok({ kind, key, value, at, valueAt, end: end.value });
}

function sign(kind: '(' | ')' | '-', at: number): Token {
  return { kind, key: undefined, value: kind, at, valueAt: at, end: at + 1 };
}

/** Text in quotes or a pattern as a whole; else up to the next blank, or to a `)` that closes what began before. */
function valueEnd(text: string, from: number, key: string | undefined): Result<number, QueryProblem> {
  const pattern = matchAt(key === undefined || key !== 'ns' ? PATTERN : PATTERN_WITHOUT_BLANKS, text, from);
  if (pattern) return ok(from + pattern[0].length);
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char) || (char === ')' && depth === 0)) break;
    if (char === '"' && (at === from || (key !== undefined && text.charAt(at - 1) === ','))) {
      const quoted = matchAt(QUOTED, text, at);
      if (!quoted) return fail({ message: 'This quote is not closed', offset: at, length: text.length - at });
      at += quoted[0].length;
      if (key === undefined || text.charAt(at) !== ',') return ok(at);
      continue;
    }
    if (char === '(') depth++;
    if (char === ')') depth--;
    at++;
  }
  return ok(at);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
