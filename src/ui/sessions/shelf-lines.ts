import type { ShelfItem, ShelfState } from '../../worker/remote.ts';
import { formatBytes, formatCount } from '../format.ts';

export type ShelfLine =
  | { readonly kind: 'session'; readonly key: string; readonly item: ShelfItem }
  | { readonly kind: 'deleted'; readonly key: string; readonly name: string };

/** The list as it is drawn: what was just deleted keeps its place for as long as it can be undone. */
export function shelfLines(shelf: ShelfState): readonly ShelfLine[] {
  const lines = shelf.items.flatMap((item) => [
    ...deletedBefore(shelf, item.key),
    { kind: 'session' as const, key: item.key, item },
  ]);
  const keys = new Set(shelf.items.map(({ key }) => key));
  const orphans = shelf.deleted.filter(({ before }) => before === undefined || !keys.has(before));
  return [...lines, ...orphans.map(({ key, name }) => ({ kind: 'deleted' as const, key, name }))];
}

function deletedBefore(shelf: ShelfState, key: string): readonly ShelfLine[] {
  return shelf.deleted
    .filter(({ before }) => before === key)
    .map((deleted) => ({ kind: 'deleted', key: deleted.key, name: deleted.name }));
}

/** The line under a session's name: what it is, how much it holds. */
export function shelfNote(item: ShelfItem): string {
  const what = [
    item.recording === 'here' ? 'recording' : undefined,
    item.recording === 'paused' ? 'paused' : undefined,
    item.recording === 'elsewhere' ? 'recording in another tab' : undefined,
    item.recovered ? 'recovered' : undefined,
    item.imported ? 'imported' : undefined,
  ].filter((word) => word !== undefined);
  return [...what, formatCount(item.entries), formatBytes(item.bytes)].join(' · ');
}
