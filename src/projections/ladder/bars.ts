import type { Row } from '../row.ts';
import type { Span } from './span.ts';

/** What a row shows of a span: where it neither begins nor ends, the bar goes through. */
export type Bar = {
  readonly conn: number;
  readonly via: Span['via'];
  /** Beside each other on a server's lifeline: 0 is the channel's, the exchanges stand to the right of it. */
  readonly lane: number;
  readonly begins: boolean;
  readonly ends: boolean;
  /** The row is the span's own first or last, not only the nearest that is shown. */
  readonly isOwn: boolean;
};

const LANES = 4;

/** The bars of each row, from the spans that touch the rows. `count` is the number of all rows shown. */
export function barsOf(
  rows: readonly (Row | undefined)[],
  spans: readonly Span[],
  count: number,
): readonly (readonly Bar[])[] {
  const laid = inLanes(spans);
  return rows.map((row, i) => {
    if (!row) return [];
    const before = rows[i - 1]?.seq ?? (row.index === 0 ? -1 : row.seq);
    const after = rows[i + 1]?.seq ?? (row.index === count - 1 ? Infinity : row.seq);
    return laid.flatMap(({ span, lane }) => {
      const { start, end, conn, via } = span;
      const endSeq = end?.seq ?? Infinity;
      if (row.seq < start.seq || row.seq > endSeq) return [];
      return [
        {
          conn,
          via,
          lane,
          begins: before < start.seq,
          ends: after > endSeq,
          isOwn: row.seq === start.seq || row.seq === endSeq,
        },
      ];
    });
  });
}

/** A span keeps its lane from its beginning to its end; those beyond the last lane share it. */
function inLanes(spans: readonly Span[]): readonly { readonly span: Span; readonly lane: number }[] {
  const ends = new Map<string, number>();
  return spans.map((span) => {
    const end = span.end?.seq ?? Infinity;
    const first = span.via === 'polling' ? 1 : 0;
    const key = (lane: number): string => `${span.conn} ${lane}`;
    let lane = first;
    while (lane < LANES - 1 && (ends.get(key(lane)) ?? -1) >= span.start.seq) lane++;
    ends.set(key(lane), end);
    return { span, lane };
  });
}
