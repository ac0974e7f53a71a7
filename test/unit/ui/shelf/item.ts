import type { ShelfItem } from '../../../../src/worker/remote.ts';

/** A stored session as the shelf tells it; what a test does not care about is the same in all. */
export function item(key: string, given: Partial<ShelfItem> = {}): ShelfItem {
  return {
    key,
    name: key,
    startedAt: '2026-11-07T10:00:00.000Z',
    lengthMs: 0,
    entries: 0,
    bytes: 0,
    endpoint: '',
    recovered: false,
    imported: false,
    tags: [],
    isLocked: false,
    notes: 0,
    cover: '',
    ...given,
  };
}
