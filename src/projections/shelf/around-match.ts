import type { Mark } from './hit.ts';

const SHOWN = 160;
/** How much is shown before the first match, so that it is seen in its place. */
const BEFORE = 40;
const MARKS = 20;

/** A stretch of `text` around the first match, on one line; its start where nothing matches. */
export function aroundMatch(
  text: string,
  patterns: readonly RegExp[],
): { readonly text: string; readonly marks: readonly Mark[] } {
  const places = patterns.map((pattern) => text.search(pattern)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = whole(text, first > BEFORE + 10 ? first - BEFORE : 0);
  const end = whole(text, Math.min(text.length, start + SHOWN));
  const head = start > 0 ? '…' : '';
  const tail = end < text.length ? '…' : '';
  // One blank for each, so that the marks stay where they are.
  const shown = head + text.slice(start, end).replace(/[\s\p{Cc}]/gu, ' ') + tail;
  return { text: shown, marks: marksIn(shown, head.length, shown.length - tail.length, patterns) };
}

/** Not in the middle of a character of two units. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function marksIn(shown: string, from: number, to: number, patterns: readonly RegExp[]): readonly Mark[] {
  const found = patterns.flatMap((pattern) => {
    const all = [...shown.matchAll(new RegExp(pattern.source, withFlag(pattern.flags, 'g')))];
    return all.map(({ index, 0: { length } }) => ({ start: Math.max(from, index), end: Math.min(to, index + length) }));
  });
  const sorted = found.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start);
  // One that begins within the one before is part of it, or drawn twice.
  let last = -1;
  const apart = sorted.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
  return apart.slice(0, MARKS);
}

function withFlag(flags: string, flag: string): string {
  return flags.includes(flag) ? flags : flags + flag;
}
