import type { RowColumns } from './row-columns.ts';
import type { RowKind } from './row.ts';

/** What may stand between a binary packet and its attachments without keeping them from it. */
const BETWEEN: ReadonlySet<RowKind> = new Set([
  'request',
  'response',
  'open',
  'ping',
  'pong',
  'upgrade',
  'noop',
  'malformed',
]);

/** How far from their packet attachments are looked for; those behind stand on their own. */
const ROWS_LOOKED_THROUGH = 1024;

/** The row of the request or response in whose body row `row` came. */
export function exchangeOf(columns: RowColumns, row: number): number | undefined {
  const part = columns.part(row);
  return part === 0 ? undefined : row - part;
}

/** The row of the binary packet to which the attachment in row `row` belongs. */
export function packetOf(columns: RowColumns, row: number): number | undefined {
  if (columns.kind(row) !== 'attachment') return undefined;
  const end = Math.max(0, row - ROWS_LOOKED_THROUGH);
  for (let before = row - 1; before >= end; before--) {
    if (!isSameWay(columns, before, row)) continue;
    const kind = columns.kind(before);
    if (isBinary(kind)) return before;
    if (kind !== 'attachment' && !BETWEEN.has(kind)) return undefined;
  }
  return undefined;
}

/** Rows that hang under row `row`: the packets of its body, or its attachments. */
export function partsOf(columns: RowColumns, row: number): readonly number[] {
  const kind = columns.kind(row);
  if (isBinary(kind)) return attachmentsOf(columns, row);
  if (kind !== 'request' && kind !== 'response') return [];
  const seq = columns.seq(row);
  const parts: number[] = [];
  for (let part = row + 1; part < columns.length && columns.seq(part) === seq; part++) parts.push(part);
  return parts;
}

function attachmentsOf(columns: RowColumns, head: number): readonly number[] {
  const parts: number[] = [];
  const end = Math.min(columns.length, head + ROWS_LOOKED_THROUGH);
  for (let row = head + 1; row < end; row++) {
    if (!isSameWay(columns, row, head)) continue;
    const kind = columns.kind(row);
    if (kind === 'attachment') parts.push(row);
    else if (!BETWEEN.has(kind)) break;
  }
  return parts;
}

function isBinary(kind: RowKind): boolean {
  return kind === 'BINARY_EVENT' || kind === 'BINARY_ACK';
}

function isSameWay(columns: RowColumns, one: number, other: number): boolean {
  return columns.conn(one) === columns.conn(other) && columns.direction(one) === columns.direction(other);
}
