type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Where the keys stand, among how many, and how many a page holds. */
export type ComparisonPlace = {
  readonly at: number | undefined;
  readonly total: number;
  readonly perPage: number;
};

export type ComparisonAct =
  { readonly kind: 'go'; readonly index: number } | { readonly kind: 'details' } | { readonly kind: 'play' };

/** What a key does while the focus is in the comparison. */
export function comparisonKey(pressed: Pressed, { at, total, perPage }: ComparisonPlace): ComparisonAct | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (ctrlKey || metaKey || altKey || shiftKey || total === 0) return undefined;
  const go = (index: number): ComparisonAct => ({ kind: 'go', index: Math.max(0, Math.min(index, total - 1)) });
  switch (key) {
    case 'ArrowDown':
      return go(at === undefined ? 0 : at + 1);
    case 'ArrowUp':
      return go(at === undefined ? total - 1 : at - 1);
    case 'PageDown':
      return go((at ?? 0) + perPage);
    case 'PageUp':
      return go((at ?? 0) - perPage);
    case 'Home':
      return go(0);
    case 'End':
      return go(total - 1);
    case 'Enter':
      return { kind: 'details' };
    case ' ':
      return { kind: 'play' };
    default:
      return undefined;
  }
}
