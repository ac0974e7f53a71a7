import { placeAfter, type ListPlace } from '../kit/list-keys.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export type ComparisonAct =
  { readonly kind: 'go'; readonly index: number } | { readonly kind: 'details' } | { readonly kind: 'play' };

/** What a key does while the focus is in the comparison. */
export function comparisonKey(pressed: Pressed, among: ListPlace): ComparisonAct | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (ctrlKey || metaKey || altKey || shiftKey || among.count === 0) return undefined;
  if (key === 'Enter') return { kind: 'details' };
  if (key === ' ') return { kind: 'play' };
  const index = placeAfter(key, among);
  return index === undefined ? undefined : { kind: 'go', index };
}
