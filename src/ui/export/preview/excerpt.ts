type Stretch = { readonly start: number; readonly end: number };

export type Piece = { readonly text: string; readonly isMarked: boolean };

/**
 * A text of at most about `most` characters around the first of its marks, in pieces, marked and not. What is cut off
 * shows as an ellipsis.
 */
export function excerpt(text: string, marks: readonly Stretch[], most = 600): readonly Piece[] {
  const sorted = marks.toSorted((a, b) => a.start - b.start);
  const first = sorted[0]?.start ?? 0;
  const from = text.length <= most ? 0 : Math.max(0, Math.min(first - most / 4, text.length - most));
  const to = Math.min(text.length, from + most);
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMarked: boolean): void => {
    const piece = text.slice(Math.max(from, start), Math.min(to, end));
    if (piece !== '') pieces.push({ text: piece, isMarked });
  };
  let at = from;
  for (const { start, end } of sorted) {
    if (end <= at || start >= to) continue;
    add(at, start, false);
    add(Math.max(at, start), end, true);
    at = end;
  }
  add(at, to, false);
  const ellipsis: Piece = { text: '…', isMarked: false };
  return [...(from > 0 ? [ellipsis] : []), ...pieces, ...(to < text.length ? [ellipsis] : [])];
}
