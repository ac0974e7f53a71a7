import type { DeletedItem, ShelfItem, ShelfState } from '../../worker/remote.ts';
import { formatBytes, formatCount } from '../format.ts';

/** The newest, beside which there is a way to all. */
const SHOWN = 50;

export type ShelfLine =
  | { readonly kind: 'session'; readonly key: string; readonly item: ShelfItem }
  /** Deleted together: undone together. */
  | {
      readonly kind: 'deleted';
      readonly key: string;
      readonly keys: readonly string[];
      readonly names: readonly string[];
    };

/**
 * The list as it is drawn, the session in view among the newest: what was just deleted keeps its place for as long as it
 * can be undone.
 */
export function shelfLines(shelf: ShelfState, keyInView: string | undefined): readonly ShelfLine[] {
  const items = shelf.items.filter(({ key }, i) => i < SHOWN || key === keyInView);
  const keys = new Set(items.map(({ key }) => key));
  // Of those that were deleted together the first tells where.
  const batches = shelf.deleted.filter(({ batch }, i, all) => all.findIndex((one) => one.batch === batch) === i);
  const line = ({ key, batch }: DeletedItem): ShelfLine => {
    const together = shelf.deleted.filter((one) => one.batch === batch);
    return { kind: 'deleted', key, keys: together.map((one) => one.key), names: together.map(({ name }) => name) };
  };
  const lines = items.flatMap((item): readonly ShelfLine[] => [
    ...batches.filter(({ before }) => before === item.key).map(line),
    { kind: 'session', key: item.key, item },
  ]);
  const orphans = batches.filter(({ before }) => before === undefined || !keys.has(before));
  return [...lines, ...orphans.map(line)];
}

/** The line under a session's name: what it is, how much it holds. */
export function shelfNote(item: ShelfItem): string {
  const what = [
    item.recording === 'here' ? 'recording' : undefined,
    item.recording === 'paused' ? 'paused' : undefined,
    item.recording === 'elsewhere' ? 'recording in another tab' : undefined,
    item.isLocked ? 'locked' : undefined,
    item.recovered ? 'recovered' : undefined,
    item.imported ? (item.flaws ? 'imported, damaged' : 'imported') : undefined,
  ].filter((word) => word !== undefined);
  return [...what, formatCount(item.entries), formatBytes(item.bytes)].join(' · ');
}
