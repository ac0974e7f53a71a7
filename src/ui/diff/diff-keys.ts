type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Where the keys stand among the lines that pass, and how many a page holds. */
export type DiffPlace = { readonly at: number | undefined; readonly count: number; readonly perPage: number };

export type DiffAct =
  | { readonly kind: 'go'; readonly place: number }
  | { readonly kind: 'next'; readonly step: 1 | -1 }
  | { readonly kind: 'details' }
  | { readonly kind: 'ignore' };

/** What a key does while the focus is in the list of lines. */
export function diffKey(pressed: Pressed, { at, count, perPage }: DiffPlace): DiffAct | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (ctrlKey || metaKey || altKey || count === 0) return undefined;
  if (key === 'n' || key === 'N') return { kind: 'next', step: shiftKey ? -1 : 1 };
  if (shiftKey) return undefined;
  const go = (place: number): DiffAct => ({ kind: 'go', place: Math.max(0, Math.min(place, count - 1)) });
  switch (key) {
    case 'ArrowDown':
      return go(at === undefined ? 0 : at + 1);
    case 'ArrowUp':
      return go(at === undefined ? count - 1 : at - 1);
    case 'PageDown':
      return go((at ?? 0) + perPage);
    case 'PageUp':
      return go((at ?? 0) - perPage);
    case 'Home':
      return go(0);
    case 'End':
      return go(count - 1);
    case 'Enter':
      return { kind: 'details' };
    case 'i':
      return { kind: 'ignore' };
    default:
      return undefined;
  }
}
