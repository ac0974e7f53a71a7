import type { LineFilter, LineVerdict } from '../../diff/verdict.ts';
import type { DiffChange, DiffLine } from '../../worker/diff/diff-remote.ts';
import type { ShelfItem } from '../../worker/remote.ts';
import { formatAt, formatCount, formatMs, formatPlural } from '../format.ts';

/** Shown of a value in a sentence. */
const MOST_CHARACTERS = 60;

export const VERDICT_WORDS: Readonly<Record<LineVerdict, string>> = {
  equal: 'equal',
  value: 'value',
  shape: 'shape',
  answer: 'answer',
  missing: 'missing',
  extra: 'extra',
};

export const FILTER_WORDS: Readonly<Record<LineFilter, string>> = {
  all: 'All',
  differences: 'Differences',
  equal: 'Equal',
  value: 'Value',
  shape: 'Shape',
  answer: 'Answer',
  missing: 'Missing',
  extra: 'Extra',
  timing: 'Timing',
};

export const FILTER_TITLES: Readonly<Record<LineFilter, string>> = {
  all: 'All lines',
  differences: 'All lines that are not equal',
  equal: 'Said alike in both',
  value: 'Other values of the same kinds',
  shape: 'Other keys, or values of another kind',
  answer: 'Answered in one of both only',
  missing: 'A says it, B does not',
  extra: 'B says it, A does not',
  timing: 'The time between A and B jumps, or an answer takes much longer',
};

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** "Checkout · 11/20/26, 10:15:02 AM · 33 entries · imported": two of one name must be told apart. */
export function optionText({ name, startedAt, entries, imported }: ShelfItem): string {
  const parts = [name, WHEN.format(new Date(startedAt)), formatPlural(entries, 'entry', 'entries')];
  return [...parts, ...(imported ? ['imported'] : [])].join(' · ');
}

/** "B lacks cart:add, which A sends in /shop at 2.104 s." */
export function divergenceSentence(line: DiffLine): string {
  const { verdict, a, b, change } = line;
  switch (verdict) {
    case 'missing':
      return `B lacks ${saidOf(line)}, which A ${verbOf(line)} at ${at(a?.atMs)}.`;
    case 'extra':
      return `B ${verbOf(line)} ${saidOf(line)} at ${at(b?.atMs)}, which A does not.`;
    case 'answer':
      return a?.answer
        ? `${capitalised(saidOf(line))} at ${at(a.atMs)} is answered in A after ${formatMs(a.answer.tookMs)}, in B never.`
        : `${capitalised(saidOf(line))} at ${at(a?.atMs)} is answered in B after ${formatMs(b?.answer?.tookMs ?? 0)}, in A never.`;
    case 'shape':
    case 'value':
      return change
        ? `${capitalised(saidOf(line))} at ${at(a?.atMs)}: ${changeSentence(change)}.`
        : `${capitalised(saidOf(line))} at ${at(a?.atMs)} differs.`;
    case 'equal':
      return 'Both say the same.';
  }
}

/** "[0].total is 41.9 in A and 43.9 in B". */
export function changeSentence({ path, kind, was, now, isInAnswer }: DiffChange): string {
  const place = `${isInAnswer ? 'in its answer ' : ''}${path === '' ? 'the value' : path}`;
  if (kind === 'missing') return `${place} is ${brief(was)} in A and is missing in B`;
  if (kind === 'extra') return `${place} is ${brief(now)} in B and is missing in A`;
  return `${place} is ${brief(was)} in A and ${brief(now)} in B`;
}

/** "answer 41 ms → 2,104 ms", "800 ms later"; undefined where nothing of its timing is worth telling. */
export function timingText({ isJump, isSlowAnswer, jumpMs = 0, a, b }: DiffLine): string | undefined {
  const parts = [
    ...(isJump ? [`${formatMs(Math.abs(jumpMs))} ${jumpMs > 0 ? 'later' : 'sooner'}`] : []),
    ...(isSlowAnswer ? [`answer ${formatMs(a?.answer?.tookMs ?? 0)} → ${formatMs(b?.answer?.tookMs ?? 0)}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** "B says it 1,050 ms later than A; up to here it was 0 ms." */
export function shiftSentence({ shiftMs, jumpMs = 0, isJump }: DiffLine): string | undefined {
  if (shiftMs === undefined) return undefined;
  const isSame = Math.abs(shiftMs) < 1;
  const now = isSame
    ? 'B says it at the same time as A'
    : `B says it ${formatMs(Math.abs(shiftMs))} ${shiftMs > 0 ? 'later' : 'sooner'} than A`;
  return isJump ? `${now}; just before, the two were ${formatMs(Math.abs(shiftMs - jumpMs))} apart.` : `${now}.`;
}

/** "+192 ms". */
export function shiftText(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (Math.abs(ms) < 0.05) return '0 ms';
  return `${ms < 0 ? '−' : '+'}${formatMs(Math.abs(ms))}`;
}

/** "3 lines differ, 1,247 are equal". */
export function sumSentence({ differences, equal }: Readonly<Record<LineFilter, number>>): string {
  if (differences === 0) return `All ${formatCount(equal)} lines are equal.`;
  return `${formatCount(differences)} of ${formatCount(differences + equal)} lines differ.`;
}

function saidOf({ name, nsp, kind }: DiffLine): string {
  const where = nsp === '' || nsp === '/' ? '' : ` in ${nsp}`;
  return `${kind === 'event' || kind === 'answer' ? '' : 'the '}${name}${where}`;
}

function verbOf({ direction, kind }: DiffLine): string {
  if (kind === 'client') return 'reports';
  return direction === 'sent' ? 'sends' : direction === 'received' ? 'receives' : 'has';
}

function at(ms: number | undefined): string {
  return ms === undefined ? '–' : `${formatAt(ms)} s`;
}

function brief(json: string | undefined): string {
  const text = json ?? '–';
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** An event's name stays as it is written. */
function capitalised(words: string): string {
  return words.startsWith('the ') ? `The ${words.slice(4)}` : words;
}
