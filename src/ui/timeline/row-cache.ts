import type { Row } from '../../projections/row.ts';
import { isSameRow, rowKey } from './brackets.ts';
import type { Range } from './visible-range.ts';

/** Rows by their index among those shown. */
export type RowCache = ReadonlyMap<number, Row>;

export const NO_ROWS: RowCache = new Map();

/** Known rows near `kept`, and those told; a told row that says nothing new keeps its known object. */
export function mergeRows(known: RowCache, told: readonly Row[], kept: Range): RowCache {
  const near = [...known].filter(([index]) => index >= kept.from && index < kept.to);
  return new Map([...near, ...told.map((row) => [row.index, sameUnlessChanged(known.get(row.index), row)] as const)]);
}

/** The known object where nothing changed, so that its row on screen is not drawn again. */
function sameUnlessChanged(known: Row | undefined, told: Row): Row {
  if (!known || rowKey(known) !== rowKey(told)) return told;
  const isSame =
    known.kind === told.kind &&
    known.isPending === told.isPending &&
    known.note === told.note &&
    known.tone === told.tone &&
    known.data === told.data &&
    known.event === told.event &&
    known.sizeBytes === told.sizeBytes &&
    known.pairEnd === told.pairEnd &&
    known.remark === told.remark &&
    known.group?.parts === told.group?.parts &&
    known.group?.isFolded === told.group?.isFolded &&
    (told.pair === undefined ? known.pair === undefined : isSameRow(known.pair, told.pair));
  return isSame ? known : told;
}
