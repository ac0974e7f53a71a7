import type { Mark, ShelfHit } from '../../projections/shelf/hit.ts';
import { previewTokens } from '../timeline/preview-tokens.ts';

/** `at` is its offset in the text. */
export type HitPiece = {
  readonly at: number;
  readonly text: string;
  readonly isKey: boolean;
  readonly isMark: boolean;
};

const NEAR = 8;

/** Where there is little room, the text begins shortly before what was found. */
export function nearFirstMark({ text, marks }: Pick<ShelfHit, 'text' | 'marks'>): Pick<ShelfHit, 'text' | 'marks'> {
  const first = Math.min(...marks.map(({ start }) => start));
  if (!Number.isFinite(first) || first <= 2 * NEAR) return { text, marks };
  const cut = first - NEAR;
  const moved = marks.map(({ start, end }) => ({ start: start - cut + 1, end: end - cut + 1 }));
  return { text: `…${text.slice(cut)}`, marks: moved };
}

/** Splits a hit's text so that what was found stands out, and keys stand back. Marks may lie in any order, or beyond it. */
export function hitPieces(text: string, marks: readonly Mark[]): readonly HitPiece[] {
  const sorted = marks
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
  return previewTokens(text).flatMap((token) => {
    const pieces: HitPiece[] = [];
    const end = token.at + token.text.length;
    let at = token.at;
    const add = (to: number, isMark: boolean): void => {
      if (to <= at) return;
      pieces.push({ at, text: text.slice(at, to), isKey: token.isKey, isMark });
      at = to;
    };
    for (const mark of sorted) {
      if (mark.end <= at || mark.start >= end) continue;
      add(Math.min(mark.start, end), false);
      add(Math.min(mark.end, end), true);
    }
    add(end, false);
    return pieces;
  });
}
