import type { DockTab } from '../layout.svelte.ts';

export type DockEntry = { readonly tab: DockTab; readonly word: string };

/** In the order in which they stand. */
export const DOCK_TABS: readonly DockEntry[] = [
  { tab: 'emit', word: 'Emit' },
  { tab: 'replay', word: 'Replay' },
  { tab: 'answer', word: 'Answer' },
  { tab: 'faults', word: 'Faults' },
];

export function dockTabId(tab: DockTab): string {
  return `dock-tab-${tab}`;
}
