import { placeAfter, type ListPlace } from '../kit/list-keys.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export type DiffAct =
  | { readonly kind: 'go'; readonly place: number }
  | { readonly kind: 'next'; readonly step: 1 | -1 }
  | { readonly kind: 'details' }
  | { readonly kind: 'ignore' };

/** What a key does while the focus is in the list of lines. */
export function diffKey(pressed: Pressed, among: ListPlace): DiffAct | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (ctrlKey || metaKey || altKey || among.count === 0) return undefined;
  if (key === 'n' || key === 'N') return { kind: 'next', step: shiftKey ? -1 : 1 };
  if (shiftKey) return undefined;
  if (key === 'Enter') return { kind: 'details' };
  if (key === 'i') return { kind: 'ignore' };
  const place = placeAfter(key, among);
  return place === undefined ? undefined : { kind: 'go', place };
}
