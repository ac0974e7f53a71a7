import type { Row, RowId } from '../../projections/row.ts';

/** `open` is a question that still waits: its bracket has no foot. */
export type BracketPiece = 'start' | 'through' | 'end' | 'open';

export type Bracket = { readonly lane: number; readonly piece: BracketPiece; readonly isSelected: boolean };

/** As many brackets as stand side by side in the 16 px gutter; further ones that overlap are left out. */
const LANES = 3;

type Span = {
  readonly from: number;
  readonly to: number;
  readonly hasStart: boolean;
  readonly hasEnd: boolean;
  readonly isSelected: boolean;
};

export function rowKey({ seq, part }: RowId): string {
  return `${seq}.${part}`;
}

export function isSameRow(one: RowId | undefined, other: RowId | undefined): boolean {
  return one !== undefined && one.seq === other?.seq && one.part === other.part;
}

/** What the gutter shows of each row in sight: pieces of the brackets that join a question and its answer. */
export function bracketsOf(
  rows: readonly (Row | undefined)[],
  selected: RowId | undefined,
): ReadonlyMap<string, readonly Bracket[]> {
  const pieces = new Map<string, Bracket[]>();
  const add = (row: Row | undefined, bracket: Bracket) => {
    if (!row) return;
    const key = rowKey(row);
    const known = pieces.get(key);
    if (known) known.push(bracket);
    else pieces.set(key, [bracket]);
  };
  const laneEnds: number[] = [];
  for (const span of spansOf(rows, selected)) {
    const lane = freeLane(laneEnds, span.from);
    if (lane === undefined) continue;
    laneEnds[lane] = span.to;
    for (let i = span.from; i <= span.to; i++)
      add(rows[i], { lane, piece: pieceAt(i, span), isSelected: span.isSelected });
  }
  rows.forEach((row, i) => {
    if (!row?.isPending) return;
    const lane = freeLane(laneEnds, i);
    if (lane === undefined) return;
    laneEnds[lane] = i;
    add(row, { lane, piece: 'open', isSelected: isSameRow(row, selected) });
  });
  return pieces;
}

/** Pairs with at least one end among `rows`; an end out of sight is replaced by the edge it lies beyond. */
function spansOf(rows: readonly (Row | undefined)[], selected: RowId | undefined): readonly Span[] {
  const places = new Map<string, number>();
  rows.forEach((row, i) => row && places.set(rowKey(row), i));
  const spans: Span[] = [];
  rows.forEach((row, i) => {
    if (!row?.pair) return;
    const other = places.get(rowKey(row.pair));
    const isSelected = isSameRow(row, selected) || isSameRow(row.pair, selected);
    if (row.pairEnd === 'question') {
      spans.push({ from: i, to: other ?? rows.length - 1, hasStart: true, hasEnd: other !== undefined, isSelected });
    } else if (other === undefined) {
      spans.push({ from: 0, to: i, hasStart: false, hasEnd: true, isSelected });
    }
  });
  return spans.toSorted((a, b) => a.from - b.from);
}

function freeLane(laneEnds: readonly number[], from: number): number | undefined {
  for (let lane = 0; lane < LANES; lane++) {
    const end = laneEnds[lane];
    if (end === undefined || end < from) return lane;
  }
  return undefined;
}

function pieceAt(i: number, { from, to, hasStart, hasEnd }: Span): BracketPiece {
  if (i === from && hasStart) return 'start';
  return i === to && hasEnd ? 'end' : 'through';
}
