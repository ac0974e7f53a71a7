import type { ShelfItem } from '../../worker/remote.ts';

export const SHELF_COLUMNS = ['name', 'endpoint', 'started', 'length', 'entries', 'size', 'tags'] as const;
export type ShelfColumn = (typeof SHELF_COLUMNS)[number];

export type ShelfOrder = { readonly by: ShelfColumn; readonly isDescending: boolean };

export const NEWEST_FIRST: ShelfOrder = { by: 'started', isDescending: true };

/** Words are read from A on, figures from the greatest. */
const IS_WORD: Readonly<Record<ShelfColumn, boolean>> = {
  name: true,
  endpoint: true,
  started: false,
  length: false,
  entries: false,
  size: false,
  tags: true,
};

const byWords = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const COMPARED: Readonly<Record<ShelfColumn, (a: ShelfItem, b: ShelfItem) => number>> = {
  name: (a, b) => byWords.compare(a.name, b.name),
  endpoint: (a, b) => byWords.compare(a.endpoint, b.endpoint),
  started: (a, b) => a.startedAt.localeCompare(b.startedAt),
  length: (a, b) => a.lengthMs - b.lengthMs,
  entries: (a, b) => a.entries - b.entries,
  size: (a, b) => a.bytes - b.bytes,
  tags: (a, b) => byWords.compare(a.tags.join(), b.tags.join()),
};

/** A column picked again is turned round. */
export function turnedBy(order: ShelfOrder, column: ShelfColumn): ShelfOrder {
  if (order.by === column) return { by: column, isDescending: !order.isDescending };
  return { by: column, isDescending: !IS_WORD[column] };
}

/** Of equals the newer comes first; what has no tags comes last either way. */
export function inOrder(items: readonly ShelfItem[], { by, isDescending }: ShelfOrder): readonly ShelfItem[] {
  const sign = isDescending ? -1 : 1;
  return items.toSorted((a, b) => {
    const isEmptyLast = by === 'tags' ? Number(a.tags.length === 0) - Number(b.tags.length === 0) : 0;
    return isEmptyLast || sign * COMPARED[by](a, b) || b.startedAt.localeCompare(a.startedAt);
  });
}

/** As `writeOrder` wrote it; undefined for anything else. */
export function readOrder(text: string | undefined): ShelfOrder | undefined {
  const [column, turn] = text?.split(' ') ?? [];
  const by = SHELF_COLUMNS.find((name) => name === column);
  return by && { by, isDescending: turn === 'down' };
}

export function writeOrder({ by, isDescending }: ShelfOrder): string {
  return `${by} ${isDescending ? 'down' : 'up'}`;
}
