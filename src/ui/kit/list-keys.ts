/** Where the keys stand in a list, among how many, and how many a page holds. */
export type ListPlace = { readonly at: number | undefined; readonly count: number; readonly perPage: number };

/** Where a key leads in a list that has something; undefined for any other key. */
export function placeAfter(key: string, { at, count, perPage }: ListPlace): number | undefined {
  const place = wantedPlace(key, at, count, perPage);
  return place === undefined ? undefined : Math.max(0, Math.min(place, count - 1));
}

function wantedPlace(key: string, at: number | undefined, count: number, perPage: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at === undefined ? 0 : at + 1;
    case 'ArrowUp':
      return at === undefined ? count - 1 : at - 1;
    case 'PageDown':
      return (at ?? 0) + perPage;
    case 'PageUp':
      return (at ?? 0) - perPage;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
