import type { ShelfItem, ShelfState } from '../../worker/remote.ts';
import type { Retention, ShelfSearch } from '../../worker/shelf/shelf-remote.ts';
import { formatCount, formatPlural } from '../format.ts';

const DAY_MS = 86_400_000;
const HOURS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAYS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const YEARS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "today 09:02", "yesterday", "7 Nov", "7 Nov 2024"; `now` in ms since 1970. */
export function startedText(startedAt: string, now: number): string {
  const start = Date.parse(startedAt);
  if (Number.isNaN(start)) return '';
  const midnight = midnightBefore(now);
  if (start >= midnight && start < midnight + DAY_MS) return `today ${HOURS.format(start)}`;
  if (start >= midnight - DAY_MS && start < midnight) return 'yesterday';
  const isThisYear = new Date(start).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? DAYS : YEARS).format(start);
}

export function midnightBefore(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** "7 November 2026 at 09:02:11". */
export function fullDate(startedAt: string): string {
  const start = Date.parse(startedAt);
  return Number.isNaN(start) ? startedAt : FULL.format(start);
}

/** "4:37", "44:10", "1:02:03". */
export function lengthText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** "staging.example.org", "127.0.0.1:4174". */
export function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host || endpoint : endpoint;
}

const RECORDING = { here: 'recording', paused: 'paused', elsewhere: 'recording in another tab' } as const;

/** What the shelf says of a session beside its figures and tags. */
export function stateWords(item: ShelfItem): readonly string[] {
  return [
    item.recording && RECORDING[item.recording],
    item.isLocked ? 'locked' : undefined,
    item.recovered ? 'recovered' : undefined,
    item.imported ? (item.flaws ? 'imported, damaged' : 'imported') : undefined,
    item.notes > 0 ? formatPlural(item.notes, 'note') : undefined,
  ].filter((word) => word !== undefined);
}

/** Why it cannot be deleted now; undefined where it can. */
export function whyKept(item: ShelfItem): string | undefined {
  if (item.isLocked) return 'Locked: unlock it to delete it';
  return item.recording === 'elsewhere' ? 'Another tab records it: delete it there' : undefined;
}

export const RECOVERED_SENTENCE =
  'Recovered: it ended without a word (a crash, or the page was closed or reloaded while connected). Everything up to the last quarter of a second is here.';

/** What is to be known of a state, beside its word; undefined where the word says all. */
export function stateSentence({ recovered, flaws }: ShelfItem): string | undefined {
  if (recovered) return RECOVERED_SENTENCE;
  return flaws && damageText(flaws);
}

/** "The file had 7 problems: Line 3: …" and the first of them. */
export function damageText({ count, sentences }: NonNullable<ShelfItem['flaws']>): string {
  const more = count > sentences.length ? [`and ${formatCount(count - sentences.length)} more`] : [];
  return [`The file had ${formatPlural(count, 'problem')}:`, ...sentences, ...more].join('\n');
}

/** "9 entries in 5 of 14 sessions, 0.24 s"; how far it is while it goes on. */
export function searchText(search: ShelfSearch): string {
  const { found, hitCount, progress, elapsedMs, isOver } = search;
  const total = formatPlural(progress.total, 'session');
  const entries = hitCount > 0 ? `${formatPlural(hitCount, 'entry', 'entries')} in ` : '';
  if (!isOver)
    return `${entries}${formatCount(found.length)} so far, ${formatCount(progress.done)} of ${total} searched`;
  const stopped = progress.done < progress.total ? `, stopped after ${formatCount(progress.done)}` : '';
  return `${entries}${formatCount(found.length)} of ${total}${stopped}, ${(elapsedMs / 1000).toFixed(2)} s`;
}

/** "9 sessions hold no match"; undefined where each does, or where that is not yet known. */
export function missText({ found, progress, isOver }: ShelfSearch): string | undefined {
  const missed = progress.done - found.length;
  if (!isOver || missed <= 0) return undefined;
  if (found.length === 0)
    return missed === 1 ? 'The session holds no match.' : `None of ${formatCount(missed)} sessions holds a match.`;
  return `${formatPlural(missed, 'session')} ${missed === 1 ? 'holds' : 'hold'} no match`;
}

export function retentionText({ rule, days }: Retention): string {
  return rule === 'keep' ? 'Old sessions: keep' : `Older than ${formatPlural(days, 'day')}: ${rule}`;
}

export function dueText(count: number, { days }: Retention): string {
  const age = `older than ${formatPlural(days, 'day')}`;
  return count === 1 ? `1 session is ${age}.` : `${formatCount(count)} sessions are ${age}.`;
}

/** "Deleted “Checkout”", "Deleted 3 sessions", "3 sessions older than 30 days were deleted". */
export function deletedText(names: readonly string[], isOld: boolean, retention: Retention | undefined): string {
  const [first] = names;
  const what = names.length === 1 && first !== undefined ? `“${first}”` : formatPlural(names.length, 'session');
  if (!isOld) return `Deleted ${what}`;
  const age = retention ? `, older than ${formatPlural(retention.days, 'day')},` : '';
  return `${what}${age} ${names.length === 1 ? 'was' : 'were'} deleted`;
}

/** As the search reads it. */
export function tagTerm(tag: string): string {
  return /^[\p{L}\p{N}._-]+$/u.test(tag) ? `tag:${tag}` : `tag:"${tag.replace(/["\\]/g, '\\$&')}"`;
}

/** Bare words as text to be searched for in payloads; undefined where terms or quotes stand among them. */
export function phraseOf(text: string): string | undefined {
  const words = text.trim();
  return words === '' || /["/\\]|(?:^|\s)(?:-|(?:name|tag|endpoint|event):)/.test(words) ? undefined : `"${words}"`;
}

/** All tags in use, each once. */
export function tagsInUse({ items }: ShelfState): readonly string[] {
  return [...new Set(items.flatMap(({ tags }) => tags))].toSorted((a, b) => a.localeCompare(b));
}
