import type { RowLink } from '../../worker/remote.ts';
import type { RowTab } from '../details/details-tabs.svelte.ts';

export type KeyAction =
  /** `isExtending`: what lies between stays selected. */
  | { readonly kind: 'move'; readonly rows: 1 | -1; readonly isPage: boolean; readonly isExtending?: boolean }
  | { readonly kind: 'first' | 'last'; readonly isExtending?: boolean }
  | { readonly kind: 'details' | 'pair' | 'follow' | 'replay' | 'view' | 'jump' | 'note' | 'mark' | 'menu' }
  | { readonly kind: 'fold' | 'unfold' | 'fold-all' | 'unfold-all' | 'times' | 'all' | 'copy' | 'deselect' }
  | { readonly kind: 'next'; readonly link: RowLink; readonly step: 1 | -1 }
  | { readonly kind: 'tab'; readonly tab: RowTab };

/** What a key does while the focus is in the grid. */
const KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowUp: { kind: 'move', rows: -1, isPage: false },
  ArrowDown: { kind: 'move', rows: 1, isPage: false },
  PageUp: { kind: 'move', rows: -1, isPage: true },
  PageDown: { kind: 'move', rows: 1, isPage: true },
  Home: { kind: 'first' },
  End: { kind: 'last' },
  'Shift ArrowUp': { kind: 'move', rows: -1, isPage: false, isExtending: true },
  'Shift ArrowDown': { kind: 'move', rows: 1, isPage: false, isExtending: true },
  'Shift PageUp': { kind: 'move', rows: -1, isPage: true, isExtending: true },
  'Shift PageDown': { kind: 'move', rows: 1, isPage: true, isExtending: true },
  'Shift Home': { kind: 'first', isExtending: true },
  'Shift End': { kind: 'last', isExtending: true },
  'Ctrl a': { kind: 'all' },
  'Ctrl c': { kind: 'copy' },
  Escape: { kind: 'deselect' },
  ArrowLeft: { kind: 'fold' },
  ArrowRight: { kind: 'unfold' },
  'Shift ArrowLeft': { kind: 'fold-all' },
  'Shift ArrowRight': { kind: 'unfold-all' },
  Enter: { kind: 'details' },
  ContextMenu: { kind: 'menu' },
  'Shift F10': { kind: 'menu' },
  p: { kind: 'pair' },
  n: { kind: 'next', link: 'event', step: 1 },
  'Shift n': { kind: 'next', link: 'event', step: -1 },
  e: { kind: 'next', link: 'flaw', step: 1 },
  'Shift e': { kind: 'next', link: 'flaw', step: -1 },
  j: { kind: 'next', link: 'note', step: 1 },
  'Shift j': { kind: 'next', link: 'note', step: -1 },
  g: { kind: 'jump' },
  m: { kind: 'note' },
  'Shift m': { kind: 'mark' },
  t: { kind: 'times' },
  f: { kind: 'follow' },
  r: { kind: 'replay' },
  l: { kind: 'view' },
  '1': { kind: 'tab', tab: 'message' },
  '2': { kind: 'tab', tab: 'packet' },
  '3': { kind: 'tab', tab: 'bytes' },
  '4': { kind: 'tab', tab: 'explain' },
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): KeyAction | undefined {
  if (altKey) return undefined;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) return shiftKey ? undefined : KEYS[`Ctrl ${name}`];
  // On some keyboards digits are typed with Shift.
  return shiftKey && !/^\d$/.test(name) ? KEYS[`Shift ${name}`] : KEYS[name];
}
