import { luhnSum } from '../pseudonyms.ts';
import type { OnFound } from './found.ts';

const RUN = /\d+(?:[ -]\d+)*/g;
const FEWEST = 12;
const MOST = 19;
/** Of a card's groups where other numbers stand beside it; 1,000 numbers of two digits are a list. */
const SHORTEST_GROUP = 3;
/** With the lengths that schemes give them: Visa, Mastercard, American Express, Diners, Discover, JCB, Mir, UnionPay, Maestro. */
const SCHEMES = new RegExp(
  `^(?:${[
    '4(?:\\d{12}|\\d{15}|\\d{18})',
    '(?:5[1-5]\\d\\d|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720))\\d{12}',
    '3[47]\\d{13}',
    '3(?:0[0-59]|[689]\\d)\\d{11}(?:\\d{2})?',
    '(?:6011|64[4-9]\\d|65\\d\\d|35(?:2[89]|[3-8]\\d)|62\\d\\d|81\\d\\d|60\\d\\d)\\d{12,15}',
    '220[0-4]\\d{12}',
    '(?:50[0-9]{2}|5[6-8]\\d\\d|6(?:3|7)\\d\\d)\\d{8,15}',
  ].join('|')})$`,
);

/** Its last part may be twelve digits. */
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}\d{12}$/i;

type Group = { readonly start: number; readonly end: number };

/**
 * Numbers as cards have them: 12 to 19 digits that begin like a card's and pass Luhn's check, blanks or dashes between,
 * also with other numbers before or behind them. They may overlap.
 */
export function findCards(text: string, onfound: OnFound): void {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length < FEWEST) continue;
    const take = (start: number, end: number) =>
      onfound(start, end, { value: text.slice(start, end), kind: 'card-like' });
    // Telephone numbers of 15 digits at most begin so, cards do not.
    if (text.charAt(index - 1) === '+' && run.replace(/\D/g, '').length <= 15) continue;
    const isFraction = /\d\.$/.test(text.slice(Math.max(0, index - 2), index));
    const isWhole = !/^\.\d/.test(text.slice(index + run.length, index + run.length + 2));
    const groups = groupsIn(run, index);
    const first = isFraction ? 1 : 0;
    const behind = isWhole ? groups.length : groups.length - 1;
    if (!isFraction && isWhole && isCardLike(run)) take(index, index + run.length);
    if (groups.length > 1) findAmong(text, groups.slice(first, behind), take);
  }
}

/** A number as a card has it and nothing else. */
export function isCardLike(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  if (digits.length < FEWEST || digits.length > MOST || !SCHEMES.test(digits)) return false;
  return !/^(\d)\1+$/.test(digits) && luhnSum(digits) % 10 === 0;
}

function findAmong(text: string, groups: readonly Group[], take: (start: number, end: number) => void): void {
  for (const [i, { start }] of groups.entries()) {
    if (UUID.test(text.slice(Math.max(0, start - 24), start + 12))) continue;
    let digits = 0;
    for (const { start: groupStart, end } of groups.slice(i, i + MOST / SHORTEST_GROUP)) {
      digits += end - groupStart;
      if (end - groupStart < SHORTEST_GROUP || digits > MOST) break;
      if (digits >= FEWEST && isCardLike(text.slice(start, end))) take(start, end);
    }
  }
}

function groupsIn(run: string, from: number): readonly Group[] {
  const groups: Group[] = [];
  for (const { 0: group, index } of run.matchAll(/\d+/g))
    groups.push({ start: from + index, end: from + index + group.length });
  return groups;
}
