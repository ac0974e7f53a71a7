import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { TextFieldName } from './form.ts';
import { EMPTY_FORM, LABELS } from './form.ts';

/** A day: far from the 2,147,483,647 ms beyond which timers fire at once, and longer than anyone waits. */
const LONGEST_MS = 86_400_000;

type Range = { readonly least: number; readonly most: number; readonly isWhole: boolean };

const MS: Range = { least: 0, most: LONGEST_MS, isWhole: true };
// The client takes a timeout of 0 for one that is over at once.
const TIMEOUT_MS: Range = { ...MS, least: 1 };

const RANGES = {
  reconnectionAttempts: { least: 0, most: 1_000_000, isWhole: true },
  reconnectionDelayMs: MS,
  reconnectionDelayMaxMs: MS,
  randomizationFactor: { least: 0, most: 1, isWhole: false },
  timeoutMs: TIMEOUT_MS,
  ackTimeoutMs: TIMEOUT_MS,
  retries: { least: 0, most: 1000, isWhole: true },
} satisfies Partial<Record<TextFieldName, Range>>;

export type NumberField = keyof typeof RANGES;

const grouped = new Intl.NumberFormat('en-US');

/** An empty field means its default, which may be none. */
export function readNumber(field: NumberField, typed: string): Result<number | undefined, string> {
  const text = typed.trim() === '' ? EMPTY_FORM[field] : typed.trim();
  if (text === '') return ok(undefined);
  const { least, most, isWhole } = RANGES[field];
  const value = Number(text);
  const isNumber = (isWhole ? /^-?\d+$/ : /^-?(\d+\.?\d*|\.\d+)$/).test(text);
  if (isNumber && value >= least && value <= most) return ok(value);
  const kind = isWhole ? 'a whole number' : 'a number with a decimal point';
  return fail(`${LABELS[field]}: “${text}” is not ${kind} from ${grouped.format(least)} to ${grouped.format(most)}.`);
}
