import { fail, ok, type Result } from '../../../base/result.ts';
import type { NumberTest, QueryProblem } from '../query.ts';

/** What a figure says: from `least` on, up to and without `beyond`, where it is the same as far as it is written. */
export type Figure = { readonly least: number; readonly beyond: number };
type ReadFigure = (text: string) => Figure | undefined;
export type Span = { readonly from: number; readonly to: number; readonly isOpen?: 'from' | 'to' };

const FACTORS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };

/** `12`, `1.5k`, `2MB`: decimal units, as on the screen. */
export function plainFigure(text: string): Figure | undefined {
  const [, digits, unit = ''] = /^(-?\d+(?:\.\d+)?)(b|kb?|mb?|gb?)?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits) * (FACTORS[unit.toLowerCase()] ?? 1);
  return { least: value, beyond: value };
}

/** Figures, ranges `a..b` with both ends, and comparisons; a list of them. `isRound`: after the last comes the first. */
export function spansIn(
  value: string,
  at: number,
  read: ReadFigure,
  example: string,
  isRound = false,
): Result<readonly Span[], QueryProblem> {
  const spans: Span[] = [];
  let offset = at;
  for (const choice of value.split(',')) {
    const span = spanFrom(choice, read);
    if (!span) {
      const message = choice === '' ? 'A figure is missing here' : `“${choice}” is no figure; write it like ${example}`;
      return fail({ message, offset, length: Math.max(1, choice.length) });
    }
    if (span.from > span.to && !isRound)
      return fail({ message: `“${choice}” ends before it begins`, offset, length: choice.length });
    spans.push(span);
    offset += choice.length + 1;
  }
  return ok(spans);
}

export function isIn({ from, to, isOpen }: Span, value: number): boolean {
  return (isOpen === 'from' ? value > from : value >= from) && (isOpen === 'to' ? value < to : value <= to);
}

export function numberTest(
  value: string,
  at: number,
  example: string,
  read = plainFigure,
): Result<NumberTest, QueryProblem> {
  const spans = spansIn(value, at, read, example);
  return spans.ok ? ok((number) => spans.value.some((span) => isIn(span, number))) : spans;
}

function spanFrom(text: string, read: ReadFigure): Span | undefined {
  const [, sign, compared = ''] = /^([<>]=?|=)(.+)$/.exec(text) ?? [];
  if (sign !== undefined) return comparison(sign, read(compared));
  const dots = text.indexOf('..');
  if (dots < 0) {
    const figure = read(text);
    return figure && exactly(figure);
  }
  const [left, right] = [text.slice(0, dots), text.slice(dots + 2)];
  if (left === '' && right === '') return undefined;
  const from = left === '' ? -Infinity : read(left)?.least;
  const to = right === '' ? Infinity : read(right)?.least;
  return from === undefined || to === undefined ? undefined : { from, to };
}

function exactly({ least, beyond }: Figure): Span {
  return beyond > least ? { from: least, to: beyond, isOpen: 'to' } : { from: least, to: least };
}

function comparison(sign: string, figure: Figure | undefined): Span | undefined {
  if (!figure) return undefined;
  const { least } = figure;
  switch (sign) {
    case '>':
      return { from: least, to: Infinity, isOpen: 'from' };
    case '>=':
      return { from: least, to: Infinity };
    case '<':
      return { from: -Infinity, to: least, isOpen: 'to' };
    case '<=':
      return { from: -Infinity, to: least };
    default:
      return exactly(figure);
  }
}
