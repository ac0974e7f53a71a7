import type { CoverNote, RedactionNote } from '../../session/header.ts';
import { COVER_PARTS } from '../export/cover-parts.ts';
import { formatCount } from '../format.ts';

type SaidPart = { readonly name: string; readonly text: string };

/** What was said of the session as a whole; parts that were left empty are left out. */
export function coverParts(cover: CoverNote | undefined): readonly SaidPart[] {
  return COVER_PARTS.map(({ part, name }) => ({ name, text: cover?.[part]?.trim() ?? '' })).filter(({ text }) => text);
}

/** `timeZone` as "Time zone"; short names are initials. */
export function factName(name: string): string {
  if (name.length < 3) return name.toUpperCase();
  const words = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "token 12 · e-mail 2", the most frequent first. */
export function redactedKinds({ kinds }: RedactionNote): string {
  return Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${formatCount(count)}`)
    .join(' · ');
}
