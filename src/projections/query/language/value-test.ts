import { ok, type Result } from '../../../base/result.ts';
import { choicesIn, choiceTest, isPattern, patternFrom } from './names.ts';
import { numberTest, plainFigure } from './numbers.ts';
import type { NumberTest, QueryProblem, ValueTest } from '../query.ts';

type Found = {
  readonly test: ValueTest;
  /** What must be somewhere in the text, in any case of letters. */
  readonly literal: string | undefined;
};

/** `*` is any value; a comparison or range is of numbers; else names as everywhere, which numbers match by their value. */
export function valueTest(value: string, at: number): Result<Found, QueryProblem> {
  if (value === '*') return ok({ test: 'exists', literal: undefined });
  if (isPattern(value)) {
    const pattern = patternFrom(value, at);
    return pattern.ok ? ok({ test: { text: (text) => pattern.value.test(text) }, literal: undefined }) : pattern;
  }
  if (/^[<>=]|^-?[\d.]*\.\.|,[<>=]|,-?[\d.]*\.\./.test(value)) {
    const number = numberTest(value, at, '7, >7 or 3..9');
    return number.ok ? ok({ test: { number: number.value }, literal: undefined }) : number;
  }
  const choices = choicesIn(value, at);
  if (!choices.ok) return choices;
  const tests = choices.value.map(choiceTest);
  const numbers = choices.value.flatMap(({ text, isQuoted }) => (isQuoted ? [] : [plainFigure(text)?.least]));
  const wanted = numbers.filter((number) => number !== undefined);
  const isNumber: NumberTest = (number) => wanted.includes(number);
  const [only] = choices.value;
  const isPlain = choices.value.length === 1 && wanted.length === 0 && only !== undefined && !only.text.includes('*');
  return ok({
    test: { text: (text) => tests.some((test) => test(text)), ...(wanted.length > 0 ? { number: isNumber } : {}) },
    literal: isPlain ? only.text : undefined,
  });
}
