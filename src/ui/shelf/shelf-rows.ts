import type { DeletedItem, ShelfItem, ShelfState } from '../../worker/remote.ts';
import type { ShelfFound } from '../../worker/shelf/shelf-remote.ts';

/** What was deleted together: one line, one Undo. */
export type DeletedLine = {
  readonly kind: 'deleted';
  readonly id: string;
  readonly keys: readonly string[];
  readonly names: readonly string[];
  /** By the rule for old sessions. */
  readonly isOld: boolean;
};

export type ShelfRow =
  | { readonly kind: 'session'; readonly id: string; readonly item: ShelfItem; readonly found: ShelfFound | undefined }
  | DeletedLine;

export type ShelfView = {
  /** In the order shown. */
  readonly items: readonly ShelfItem[];
  /** Undefined while nothing is searched for: all are shown. */
  readonly found: readonly ShelfFound[] | undefined;
  readonly deleted: readonly DeletedItem[];
  /** Which row followed the deleted one when it was deleted, by its key: in another order than the newest first. */
  readonly followers: Readonly<Record<string, string | undefined>>;
};

export function shelfRows({ items, found, deleted, followers }: ShelfView): readonly ShelfRow[] {
  const hits = found && new Map(found.map((each) => [each.key, each]));
  const shown = hits ? items.filter(({ key }) => hits.has(key)) : items;
  const places = new Map(shown.map(({ key }, i) => [key, i]));
  const lines = deletedLines(deleted).map((line) => ({ line, at: placeOf(line, deleted, followers, places) }));
  const rows = shown.flatMap((item, i): readonly ShelfRow[] => [
    ...lines.filter(({ at }) => at === i).map(({ line }) => line),
    { kind: 'session', id: item.key, item, found: hits?.get(item.key) },
  ]);
  return [...rows, ...lines.filter(({ at }) => at === undefined).map(({ line }) => line)];
}

function deletedLines(deleted: readonly DeletedItem[]): readonly DeletedLine[] {
  return [...new Set(deleted.map(({ batch }) => batch))].map((batch) => {
    const items = deleted.filter((item) => item.batch === batch);
    return {
      kind: 'deleted',
      id: `deleted ${batch}`,
      keys: items.map(({ key }) => key),
      names: items.map(({ name }) => name),
      isOld: items.some(({ isOld }) => isOld),
    };
  });
}

/** Above which of the rows shown; undefined below the last one. What the rule deleted is told at the top. */
function placeOf(
  { keys, isOld }: DeletedLine,
  deleted: readonly DeletedItem[],
  followers: ShelfView['followers'],
  places: ReadonlyMap<string, number>,
): number | undefined {
  if (isOld) return places.size === 0 ? undefined : 0;
  const known = keys.filter((key) => key in followers).map((key) => followers[key]);
  const told = deleted.filter(({ key }) => keys.includes(key)).map(({ before }) => before);
  const after = (known.length > 0 ? known : told).map((key) => (key === undefined ? undefined : places.get(key)));
  const found = after.filter((place) => place !== undefined);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** For each of `keys` the first row after it that stays. */
export function followersOf(rows: readonly ShelfRow[], keys: readonly string[]): ShelfView['followers'] {
  const going = new Set(keys);
  const followers: Record<string, string | undefined> = {};
  let follower: string | undefined;
  for (const row of rows.toReversed()) {
    if (row.kind !== 'session') continue;
    if (going.has(row.id)) followers[row.id] = follower;
    else follower = row.id;
  }
  return followers;
}

/** Older than the rule allows, which says to ask about them. */
export function dueItems({ items, due = [] }: ShelfState): readonly ShelfItem[] {
  const keys = new Set(due);
  return items.filter(({ key }) => keys.has(key));
}

/** `items`, with those of `before` in the place of equal ones. */
export function keepSame(items: readonly ShelfItem[], before: readonly ShelfItem[]): readonly ShelfItem[] {
  const known = new Map(before.map((item) => [item.key, item]));
  return items.map((item) => {
    const same = known.get(item.key);
    return same && JSON.stringify(same) === JSON.stringify(item) ? same : item;
  });
}
