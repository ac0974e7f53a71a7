import { BAR_ENDS_MS, type LatencyView } from '../../projections/acks/latencies.ts';
import type { AckEvent, AckExchange, AckState, AcksView } from '../../projections/acks/acks-view.ts';
import { formatCount, formatMs, formatSpan } from '../format.ts';

const STATE_WORDS: Readonly<Record<Exclude<AckState, 'waiting'>, string>> = {
  answered: 'answered',
  late: 'late',
  'timed-out': 'timed out',
  lost: 'lost',
  duplicate: 'again',
  'after-end': 'after the end',
  unknown: 'nobody asked',
};

/** What became of it, in a word or two. */
export function tookText({ state, tookMs, askedAt }: AckExchange, now: number, isLive: boolean): string {
  if (state === 'waiting') return isLive ? `waits ${formatSpan(Math.max(0, now - askedAt))}` : 'no answer';
  if (state === 'answered' && tookMs !== undefined) return formatMs(tookMs);
  return tookMs === undefined ? STATE_WORDS[state] : `${STATE_WORDS[state]}, ${formatMs(tookMs)}`;
}

/** What the word means here. */
export function stateHint({ state, timeoutMs }: AckExchange): string {
  switch (state) {
    case 'waiting':
      return 'No answer has come yet.';
    case 'answered':
      return 'From the question to its answer.';
    case 'late':
      return `The answer came after the client had given it up${timeoutText(timeoutMs)}.`;
    case 'timed-out':
      return `The client gave it up${timeoutText(timeoutMs)}; an answer may still come.`;
    case 'lost':
      return 'Its socket ended, or the id was used anew, before an answer came.';
    case 'duplicate':
      return 'Its question was answered before: the client drops this one.';
    case 'after-end':
      return 'Its question was lost with its socket before this came.';
    case 'unknown':
      return 'Nobody has asked with this id since the socket began.';
  }
}

function timeoutText(timeoutMs: number | undefined): string {
  return timeoutMs === undefined ? '' : ` after ${formatMs(timeoutMs)}`;
}

/** Where an exchange stands in the log, for keyed lists: a stray answer shares its question with another. */
export function placeOf({ question, answer, state }: AckExchange): string {
  const isStray = state === 'duplicate' || state === 'after-end' || state === 'unknown';
  const row = isStray ? answer : question;
  return row ? `${row.seq}.${row.part}` : state;
}

/** What differs from "every question has its answer in time"; for a sentence above the list. */
export function totalsText(view: AcksView): string {
  const { answered, late, timedOut, lost, duplicate, unasked, waitingForServer, waitingForYou } = view;
  const parts: readonly (readonly [number, string])[] = [
    [answered, 'answered in time'],
    [late, 'late'],
    [waitingForServer, 'waiting for the server'],
    [waitingForYou, 'waiting for you'],
    [timedOut, 'timed out'],
    [lost, 'lost'],
    [duplicate, 'answered again'],
    [unasked, 'answers without a question'],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatCount(count)} ${words}`);
  return told.join(' · ');
}

/** "2 up to 10 ms, 1 longer than 5,000 ms". */
export function barsText({ bars }: LatencyView): string {
  const told = bars.flatMap((count, i) => {
    const endMs = BAR_ENDS_MS[i];
    if (count === 0) return [];
    return endMs === undefined
      ? [`${formatCount(count)} longer than ${formatMs(BAR_ENDS_MS.at(-1) ?? 0)}`]
      : [`${formatCount(count)} up to ${formatMs(endMs)}`];
  });
  return told.join(', ');
}

/** "12 asked, 1 unanswered". */
export function askedText({ asked, unanswered }: AckEvent): string {
  return `${formatCount(asked)} asked${unanswered > 0 ? `, ${formatCount(unanswered)} unanswered` : ''}`;
}
