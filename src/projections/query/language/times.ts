import { fail, ok, type Result } from '../../../base/result.ts';
import { spansIn, type Figure, type Span } from './numbers.ts';
import type { QueryProblem, TimeSpan } from '../query.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};
const DURATION = /^(?:\d+(?:\.\d+)?(?:us|µs|ms|s|min|m|h))*(?:\d+(?:\.\d+)?(?:us|µs|ms|s|min|m|h)?)$/i;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,3})?)?$/;

/** `200ms`, `2s`, `1m30s`; a figure without a unit is in `unit`. In ms, as far as it is written. */
export function duration(text: string, unit: 'ms' | 's'): Figure | undefined {
  if (!DURATION.test(text)) return undefined;
  let least = 0;
  let stepMs = 1;
  for (const [, digits = '', written] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]*)/gi)) {
    const factor = UNIT_MS[(written || unit).toLowerCase()] ?? 1;
    const decimals = digits.split('.')[1]?.length ?? 0;
    least += Number(digits) * factor;
    stepMs = factor / 10 ** decimals;
  }
  // Sums of decimals are a little off; the clock of a session has three of them.
  return { least: rounded(least), beyond: rounded(least + stepMs) };
}

/** `10:15`, `10:15:02.5`: ms since midnight. */
export function clock(text: string): Figure | undefined {
  const [whole, hours = '', minutes = '', seconds, fraction = ''] = CLOCK.exec(text) ?? [];
  if (whole === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const least = rounded(((Number(hours) * 60 + Number(minutes)) * 60 + Number(`${seconds ?? 0}${fraction}`)) * 1000);
  const stepMs = seconds === undefined ? 60_000 : fraction === '' ? 1000 : 1000 / 10 ** (fraction.length - 1);
  return { least, beyond: rounded(least + stepMs) };
}

export function timeSpans(value: string, at: number): Result<readonly TimeSpan[], QueryProblem> {
  const spans: TimeSpan[] = [];
  let offset = at;
  for (const choice of value.split(',')) {
    const isOfDay = choice.includes(':');
    const read = isOfDay ? clock : (text: string) => duration(text, 's');
    const found = spansIn(choice, offset, read, isOfDay ? '10:15 or 10:15:02..10:16' : '2s..5s or >1m', isOfDay);
    if (!found.ok) return found;
    for (const span of found.value) spans.push({ ...closed(span), isOfDay });
    offset += choice.length + 1;
  }
  return spans.length > 0 ? ok(spans) : fail({ message: 'A time is missing here', offset: at, length: 1 });
}

/** The session's clock counts whole microseconds, so an open end is the last one before it. */
function closed({ from, to, isOpen }: Span): { readonly from: number; readonly to: number } {
  return { from: isOpen === 'from' ? rounded(from + 0.001) : from, to: isOpen === 'to' ? rounded(to - 0.001) : to };
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
