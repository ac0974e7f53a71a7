import type { DetailsTab } from '../details/details-tabs.svelte.ts';

export type KeyAction =
  | { readonly kind: 'move'; readonly rows: 1 | -1; readonly isPage: boolean }
  | { readonly kind: 'first' | 'last' | 'details' | 'pair' | 'follow' | 'replay' }
  | { readonly kind: 'tab'; readonly tab: DetailsTab };

/** What a key does while the focus is in the grid. */
const KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowUp: { kind: 'move', rows: -1, isPage: false },
  ArrowDown: { kind: 'move', rows: 1, isPage: false },
  PageUp: { kind: 'move', rows: -1, isPage: true },
  PageDown: { kind: 'move', rows: 1, isPage: true },
  Home: { kind: 'first' },
  End: { kind: 'last' },
  Enter: { kind: 'details' },
  p: { kind: 'pair' },
  f: { kind: 'follow' },
  r: { kind: 'replay' },
  '1': { kind: 'tab', tab: 'message' },
  '2': { kind: 'tab', tab: 'packet' },
  '3': { kind: 'tab', tab: 'bytes' },
  '4': { kind: 'tab', tab: 'explain' },
};

export function actionOf(event: KeyboardEvent): KeyAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}
