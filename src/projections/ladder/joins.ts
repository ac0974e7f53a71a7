import type { Row, RowId } from '../row.ts';

/** A piece of the bracket that joins a question and its answer. `open`: the answer has not come. */
export type Join = { readonly lane: number; readonly piece: 'start' | 'through' | 'end' | 'open' };

const LANES = 3;

type Reach = { readonly from: number; readonly to: number; readonly hasStart: boolean; readonly hasEnd: boolean };

/** The brackets of acknowledgements and connects beside each row; an end out of sight lies beyond the edge. */
export function joinsOf(rows: readonly (Row | undefined)[]): readonly (readonly Join[])[] {
  const pieces: Join[][] = rows.map(() => []);
  const laneEnds: number[] = [];
  for (const { from, to, hasStart, hasEnd } of reachesIn(rows)) {
    const lane = freeLane(laneEnds, from);
    if (lane === undefined) continue;
    laneEnds[lane] = to;
    for (let i = from; i <= to; i++) {
      const piece = i === from && hasStart ? (from === to ? 'open' : 'start') : i === to && hasEnd ? 'end' : 'through';
      pieces[i]?.push({ lane, piece });
    }
  }
  return pieces;
}

function reachesIn(rows: readonly (Row | undefined)[]): readonly Reach[] {
  const places = new Map<string, number>();
  rows.forEach((row, i) => row && places.set(keyOf(row), i));
  const reaches = rows.flatMap((row, i): readonly Reach[] => {
    // Exchanges have their bars, heartbeats follow each other at once.
    if (row?.layer !== 'socket') return [];
    if (row.isPending) return [{ from: i, to: i, hasStart: true, hasEnd: false }];
    if (!row.pair) return [];
    const other = places.get(keyOf(row.pair));
    if (row.pairEnd === 'question')
      return [{ from: i, to: other ?? rows.length - 1, hasStart: true, hasEnd: other !== undefined }];
    return other === undefined ? [{ from: 0, to: i, hasStart: false, hasEnd: true }] : [];
  });
  return reaches.toSorted((one, another) => one.from - another.from);
}

function freeLane(laneEnds: readonly number[], from: number): number | undefined {
  for (let lane = 0; lane < LANES; lane++) if ((laneEnds[lane] ?? -1) < from) return lane;
  return undefined;
}

function keyOf({ seq, part }: RowId): string {
  return `${seq}.${part}`;
}
