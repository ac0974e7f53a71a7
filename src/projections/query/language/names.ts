import { fail, ok, type Result } from '../../../base/result.ts';
import type { NameTest, QueryProblem } from '../query.ts';

/** A choice of a list, and where it stands. */
export type Choice = {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly at: number;
  readonly length: number;
};

export function isPattern(value: string): boolean {
  return /^\/.+\/i?$/s.test(value);
}

export function patternFrom(value: string, at: number): Result<RegExp, QueryProblem> {
  const end = value.lastIndexOf('/');
  try {
    return ok(new RegExp(value.slice(1, end), value.slice(end + 1)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail({ message, offset: at, length: value.length });
  }
}

export function literalPattern(text: string, flags = 'i'): RegExp {
  return new RegExp(escaped(text), flags);
}

/** `a,b,"c d"`. Between the commas something must stand. */
export function choicesIn(value: string, at: number): Result<readonly Choice[], QueryProblem> {
  const choices: Choice[] = [];
  const piece = /("(?:[^"\\]|\\.)*"|[^,]*)(,|$)/gy;
  let offset = at;
  for (const [whole, written = '', comma] of value.matchAll(piece)) {
    if (written === '') return fail({ message: 'A name is missing here', offset, length: 1 });
    const isQuoted = written.startsWith('"');
    choices.push({ text: unquoted(written), isQuoted, at: offset, length: written.length });
    offset += whole.length;
    if (comma === '') break;
  }
  return ok(choices);
}

/** Names with `*` for anything, a list of them, or a pattern. Case does not matter, but in a pattern without `i`. */
export function nameTest(value: string, at: number): Result<NameTest, QueryProblem> {
  if (isPattern(value)) {
    const pattern = patternFrom(value, at);
    return pattern.ok ? ok((name) => pattern.value.test(name)) : pattern;
  }
  const choices = choicesIn(value, at);
  if (!choices.ok) return choices;
  const tests = choices.value.map(choiceTest);
  return ok((name) => tests.some((test) => test(name)));
}

export function choiceTest({ text, isQuoted }: Choice): NameTest {
  const pattern = new RegExp(`^${(isQuoted ? [text] : text.split('*')).map(escaped).join('.*')}$`, 'is');
  return (name) => pattern.test(name);
}

export function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
