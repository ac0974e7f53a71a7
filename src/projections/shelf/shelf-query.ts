import { fail, ok, type Result } from '../../base/result.ts';
import { choicesIn, isPattern, literalPattern, nameTest, patternFrom, unquoted } from '../query/language/names.ts';
import { TERMS } from '../query/language/terms.ts';
import { tokensOf, type Token } from '../query/language/lex.ts';
import type { NameTest, QueryProblem } from '../query/query.ts';

const FIELDS = ['name', 'tag', 'endpoint', 'event'] as const;
type Field = (typeof FIELDS)[number];

/** `word`: of a name, a tag, an endpoint, a note or an event's name. */
export type SessionTerm = { readonly on: Field | 'word'; readonly matches: NameTest; readonly isNot: boolean };

/** Text of an entry, wherever it stands in it. Literal text has the same length wherever it matches, and no anchors. */
export type TextTerm = {
  readonly on: 'text';
  readonly pattern: RegExp;
  readonly isLiteral: boolean;
  readonly isNot: boolean;
};

type ShelfTerm = SessionTerm | TextTerm;

/**
 * What is asked of all sessions. All terms must hold; where events and texts are asked for together, they mean the same
 * entry, as in the timeline's filter.
 */
export type ShelfQuery = {
  readonly terms: readonly SessionTerm[];
  readonly texts: readonly TextTerm[];
};

/** Undefined where nothing is asked. */
export function readShelfQuery(text: string): Result<ShelfQuery | undefined, QueryProblem> {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  const terms: ShelfTerm[] = [];
  let not: Token | undefined;
  for (const token of tokens.value) {
    if (token.kind === '-' || token.kind === 'not') {
      if (not) return problem(not, `Nothing follows the “${not.value}”`);
      not = token;
      continue;
    }
    if (not?.kind === '-' && token.at !== not.end) return problem(not, 'Nothing follows the “-”');
    const term = termFrom(token, not !== undefined);
    if (!term.ok) return term;
    terms.push(...term.value);
    not = undefined;
  }
  if (not) return problem(not, `Nothing follows the “${not.value}”`);
  if (terms.length === 0) return ok(undefined);
  return ok({
    terms: terms.filter((term) => term.on !== 'text'),
    texts: terms.filter((term) => term.on === 'text'),
  });
}

function termFrom(token: Token, isNot: boolean): Result<readonly ShelfTerm[], QueryProblem> {
  const { kind, key, value, at, valueAt } = token;
  if (kind === 'and') return ok([]);
  if (kind !== 'word')
    return problem(token, `All terms must hold here: there is no “${value}”. Quote it to search for it`);
  if (key === undefined) return textOrWord(token, isNot);
  const on = FIELDS.find((field) => field === key);
  if (!on && isOfTimeline(key)) {
    const message = `“${key}:” is for the timeline’s filter; here there are name: tag: endpoint: event:`;
    return fail({ message, offset: at, length: key.length + 1 });
  }
  // Events are often named with a colon.
  if (!on) return ok([{ on: 'word', matches: holding(`${key}:${value}`, false), isNot }]);
  if (value === '') return fail({ message: `“${key}:” needs a value`, offset: valueAt, length: 0 });
  // An event's name is asked for as in the timeline; of the others people know a part.
  const matches = on === 'event' || isPattern(value) ? nameTest(value, valueAt) : partTest(value, valueAt);
  return matches.ok ? ok([{ on, matches: matches.value, isNot }]) : matches;
}

function textOrWord({ value, at }: Token, isNot: boolean): Result<readonly ShelfTerm[], QueryProblem> {
  if (value === '""') return fail({ message: 'Nothing stands between the quotes', offset: at, length: 2 });
  if (isPattern(value)) {
    const pattern = patternFrom(value, at);
    return pattern.ok ? ok([{ on: 'text', pattern: pattern.value, isLiteral: false, isNot }]) : pattern;
  }
  if (value.startsWith('"'))
    return ok([{ on: 'text', pattern: literalPattern(unquoted(value)), isLiteral: true, isNot }]);
  return ok([{ on: 'word', matches: holding(value, false), isNot }]);
}

function isOfTimeline(key: string): boolean {
  return TERMS.some(({ name }) => name === key) || /^(?:\$|arg\b)/.test(key);
}

/** One of the list is somewhere in the name. */
function partTest(value: string, at: number): Result<NameTest, QueryProblem> {
  const choices = choicesIn(value, at);
  if (!choices.ok) return choices;
  const tests = choices.value.map(({ text, isQuoted }) => holding(text, isQuoted));
  return ok((name) => tests.some((test) => test(name)));
}

/** `*` stands for anything, where it is not quoted. */
function holding(text: string, isQuoted: boolean): NameTest {
  const pieces = isQuoted ? [text] : text.split('*');
  const pattern = new RegExp(pieces.map((piece) => literalPattern(piece).source).join('.*'), 'is');
  return (name) => pattern.test(name);
}

function problem({ at, end }: Token, message: string): Result<never, QueryProblem> {
  return fail({ message, offset: at, length: end - at });
}
