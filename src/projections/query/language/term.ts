import { fail, ok, type Result } from '../../../base/result.ts';
import { ROW_KINDS } from '../../row.ts';
import { kindsOfTypes } from './kinds-of-types.ts';
import type { Token } from './lex.ts';
import { choicesIn, choiceTest, isPattern, literalPattern, nameTest, patternFrom, unquoted } from './names.ts';
import { numberTest } from './numbers.ts';
import { longestName, pathFrom } from './path.ts';
import { HAS_WORDS, type QueryProblem, type Term } from '../query.ts';
import { TERMS } from './terms.ts';
import { duration, timeSpans } from './times.ts';
import { valueTest } from './value-test.ts';

type Read = Result<Term, QueryProblem>;

const DIRECTIONS: ReadonlyMap<string, 'sent' | 'received' | undefined> = new Map([
  ['sent', 'sent'],
  ['out', 'sent'],
  ['received', 'received'],
  ['in', 'received'],
  ['none', undefined],
]);

export function termFrom(token: Token): Read {
  const { key, value, at, valueAt, end } = token;
  if (key === undefined) return textTerm(value, at);
  const name = TERMS.find(({ name }) => name === key)?.name;
  const isPath = /^(?:\$|arg(?![a-z]))/.test(key);
  if (name === undefined && !isPath) {
    const names = TERMS.map(({ name }) => `${name}:`).join(' ');
    const message = `“${key}:” is no term; there are ${names}. Quote it to search for the text`;
    return fail({ message, offset: at, length: key.length + 1 });
  }
  if (value === '') return fail({ message: `“${key}:” needs a value`, offset: valueAt, length: 0 });
  return isPath || name === undefined ? pathTerm(token) : keyedTerm(name, value, valueAt, end);
}

function textTerm(value: string, at: number): Read {
  if (value === '""') return fail({ message: 'Nothing stands between the quotes', offset: at, length: 2 });
  if (!isPattern(value)) return ok({ on: 'text', pattern: literalPattern(unquoted(value)), isLiteral: true });
  const pattern = patternFrom(value, at);
  return pattern.ok ? ok({ on: 'text', pattern: pattern.value, isLiteral: false }) : pattern;
}

function pathTerm({ key = '', value, at, valueAt }: Token): Read {
  const path = pathFrom(key, at);
  if (!path.ok) return path;
  const test = valueTest(value, valueAt);
  if (!test.ok) return test;
  const { test: found, literal } = test.value;
  return ok({ on: 'path', path: path.value, value: found, literal: longestName(path.value) ?? literal });
}

function keyedTerm(name: (typeof TERMS)[number]['name'], value: string, at: number, end: number): Read {
  switch (name) {
    case 'kind':
      return kindTerm(value, at);
    case 'type':
      return listed(
        value,
        at,
        kindsOfTypes,
        (kinds) => ({ on: 'kind', kinds: kinds.flat() }),
        'a packet type, by its name or by its digits on the wire: 2 (ping), 42 (EVENT)',
      );
    case 'event':
    case 'ns':
    case 'via': {
      const matches = nameTest(value, at);
      return matches.ok ? ok({ on: name, matches: matches.value }) : matches;
    }
    case 'dir':
      return listed(
        value,
        at,
        directionOf,
        (found) => ({ on: 'dir', directions: found.map(({ direction }) => direction) }),
        'sent, received or none',
      );
    case 'has':
      return listed(
        value,
        at,
        (word) => HAS_WORDS.find((known) => known === word),
        (words) => ({ on: 'has', words }),
        HAS_WORDS.join(', '),
      );
    case 'conn':
    case 'seq':
    case 'id':
    case 'size': {
      const holds = numberTest(value, at, name === 'size' ? '>1k, 100..200 or 2MB' : '7, 1,3, >7 or 3..9');
      return holds.ok ? ok({ on: name, holds: holds.value }) : holds;
    }
    case 'ack': {
      const holds = numberTest(value, at, '>200ms, 1s..5s or <=0.5ms', (text) => duration(text, 'ms'));
      return holds.ok ? ok({ on: 'ack', holds: holds.value }) : holds;
    }
    case 'at': {
      const spans = timeSpans(value, at);
      return spans.ok ? ok({ on: 'at', spans: spans.value }) : spans;
    }
    default:
      return fail({ message: `“${String(name)}:” is no term`, offset: at, length: end - at });
  }
}

function kindTerm(value: string, at: number): Read {
  const matches = nameTest(value, at);
  if (!matches.ok) return matches;
  const choices = isPattern(value) ? undefined : choicesIn(value, at);
  for (const choice of choices?.ok ? choices.value : []) {
    if (ROW_KINDS.some(choiceTest(choice))) continue;
    const message = `no kind is called “${choice.text}”; there are ${ROW_KINDS.join(', ')}`;
    return fail({ message, offset: choice.at, length: choice.length });
  }
  return ok({ on: 'kind', kinds: ROW_KINDS.filter(matches.value) });
}

function directionOf(word: string): { readonly direction: 'sent' | 'received' | undefined } | undefined {
  return DIRECTIONS.has(word) ? { direction: DIRECTIONS.get(word) } : undefined;
}

/** A list of words, each of which must be known. */
function listed<T>(
  value: string,
  at: number,
  read: (word: string) => T | undefined,
  termOf: (found: readonly T[]) => Term,
  known: string,
): Read {
  const choices = choicesIn(value, at);
  if (!choices.ok) return choices;
  const found: T[] = [];
  for (const { text, at: offset, length } of choices.value) {
    const one = read(text.toLowerCase());
    if (one === undefined) return fail({ message: `“${text}” is unknown here; it takes ${known}`, offset, length });
    found.push(one);
  }
  return ok(termOf(found));
}
