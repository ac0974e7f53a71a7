import { fail, ok, type Result } from '../../base/result.ts';
import { ROW_KINDS } from '../row.ts';

export type QueryProblem = { readonly message: string; readonly offset: number };

type NameTest = (name: string) => boolean;

export type Term = { readonly isNegated: boolean } & (
  | { readonly on: 'kind' | 'event' | 'ns'; readonly matches: NameTest }
  | { readonly on: 'dir'; readonly direction: 'sent' | 'received' | undefined }
  | { readonly on: 'conn'; readonly conn: number }
  /** Literal text has the same length wherever it matches, and no anchors. */
  | { readonly on: 'text'; readonly pattern: RegExp; readonly isLiteral: boolean }
);

/** All terms must hold. */
export type Query = readonly Term[];

type Token = {
  readonly isNegated: boolean;
  readonly key: string | undefined;
  readonly value: string;
  readonly at: number;
};

const KEYS = ['kind', 'event', 'ns', 'dir', 'conn'] as const;
const DIRECTIONS: ReadonlyMap<string, 'sent' | 'received' | undefined> = new Map([
  ['sent', 'sent'],
  ['out', 'sent'],
  ['received', 'received'],
  ['in', 'received'],
  ['none', undefined],
]);

/** `kind: event: ns: dir: conn:` terms and text, each negated by a `-` before it; names take `*`, `a,b` and `/…/`. */
export function parseQuery(text: string): Result<Query, QueryProblem> {
  const terms: Term[] = [];
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  for (const token of tokens.value) {
    const term = termOf(token);
    if (!term.ok) return term;
    terms.push(term.value);
  }
  return ok(terms);
}

/** One word at a time; a quote keeps spaces together, with `\"` for a quote in it. */
function tokensOf(text: string): Result<readonly Token[], QueryProblem> {
  const tokens: Token[] = [];
  const word = /\s*(-?)(?:([a-z]+):(?!\/\/))?("(?:[^"\\]|\\.)*"|"|\/(?:[^/\\]|\\.)+\/i?(?=\s|$)|[^\s"][^\s]*)?/gy;
  while (text.slice(word.lastIndex).trim() !== '') {
    const start = word.lastIndex + (text.slice(word.lastIndex).length - text.slice(word.lastIndex).trimStart().length);
    const found = word.exec(text);
    const [, dash, key, value = ''] = found ?? [];
    if (!found || word.lastIndex <= start) return fail({ message: 'This cannot be read', offset: start });
    if (value === '"') return fail({ message: 'This quote is not closed', offset: word.lastIndex - 1 });
    if (value === '""' && key === undefined) {
      return fail({ message: 'Nothing stands between the quotes', offset: word.lastIndex - 2 });
    }
    if (value === '' && key === undefined) return fail({ message: 'Nothing follows the “-”', offset: start });
    tokens.push({ isNegated: dash === '-', key, value, at: start });
  }
  return ok(tokens);
}

function termOf({ isNegated, key, value, at }: Token): Result<Term, QueryProblem> {
  if (key === undefined) {
    const pattern = textPattern(value, at);
    const isLiteral = !isRegExp(value);
    return pattern.ok ? ok({ isNegated, on: 'text', pattern: pattern.value, isLiteral }) : pattern;
  }
  const valueAt = at + (isNegated ? 1 : 0) + key.length + 1;
  if (value === '') return fail({ message: `“${key}:” needs a value`, offset: valueAt });
  switch (key) {
    case 'kind':
    case 'event':
    case 'ns':
      return nameTerm(key, isNegated, value, valueAt);
    case 'dir': {
      const word = unquoted(value).toLowerCase();
      if (!DIRECTIONS.has(word))
        return fail({ message: `“dir:” takes sent, received or none, not “${word}”`, offset: valueAt });
      return ok({ isNegated, on: 'dir', direction: DIRECTIONS.get(word) });
    }
    case 'conn':
      if (!/^\d+$/.test(value))
        return fail({ message: `“conn:” takes a connection’s number, not “${value}”`, offset: valueAt });
      return ok({ isNegated, on: 'conn', conn: Number(value) });
    default:
      return fail({
        message: `“${key}:” is no term; there are ${KEYS.join(', ')}. Quote it to search for the text`,
        offset: at,
      });
  }
}

function nameTerm(
  on: 'kind' | 'event' | 'ns',
  isNegated: boolean,
  value: string,
  at: number,
): Result<Term, QueryProblem> {
  if (isRegExp(value)) {
    const pattern = regExpFrom(value, at);
    return pattern.ok ? ok({ isNegated, on, matches: (name) => pattern.value.test(name) }) : pattern;
  }
  const choices = value.startsWith('"') ? [unquoted(value)] : value.split(',').filter((choice) => choice !== '');
  if (choices.length === 0) return fail({ message: `“${on}:” needs a value`, offset: at });
  const tests = choices.map(wildcard);
  if (on === 'kind') {
    for (const [i, choice] of choices.entries()) {
      if (!ROW_KINDS.some((kind) => tests[i]?.test(kind))) {
        return fail({ message: `no kind is called “${choice}”; there are ${ROW_KINDS.join(', ')}`, offset: at });
      }
    }
  }
  return ok({ isNegated, on, matches: (name) => tests.some((test) => test.test(name)) });
}

function wildcard(choice: string): RegExp {
  return new RegExp(`^${choice.split('*').map(escaped).join('.*')}$`, 'is');
}

function textPattern(value: string, at: number): Result<RegExp, QueryProblem> {
  return isRegExp(value) ? regExpFrom(value, at) : ok(new RegExp(escaped(unquoted(value)), 'i'));
}

function isRegExp(value: string): boolean {
  return /^\/.+\/i?$/s.test(value);
}

function regExpFrom(value: string, at: number): Result<RegExp, QueryProblem> {
  const end = value.lastIndexOf('/');
  try {
    return ok(new RegExp(value.slice(1, end), value.slice(end + 1)));
  } catch (error) {
    return fail({ message: error instanceof Error ? error.message : String(error), offset: at });
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
