import { tick } from 'svelte';
import { recall, remember } from '../kit/remembered.ts';
import type { Workspace } from '../workspace.svelte.ts';

export const DETAILS_TABS = ['message', 'packet', 'bytes', 'explain'] as const;
export type DetailsTab = (typeof DETAILS_TABS)[number];

/** Which tab is in front; it stays for the next row. */
export class DetailsTabs {
  #current = $state.raw<DetailsTab>(DETAILS_TABS.find((tab) => tab === recall('details.tab')) ?? 'message');

  get current(): DetailsTab {
    return this.#current;
  }

  choose(tab: DetailsTab): void {
    this.#current = tab;
    remember('details.tab', tab);
  }
}

const tabs = new WeakMap<Workspace, DetailsTabs>();

/** The timeline's keys and the Details pane speak of the same tab. */
export function tabsOf(workspace: Workspace): DetailsTabs {
  const known = tabs.get(workspace);
  if (known) return known;
  const made = new DetailsTabs();
  tabs.set(workspace, made);
  return made;
}

/** Brings Details into sight, whatever the window's width, and moves the focus to its tabs. */
export function focusDetails(workspace: Workspace): void {
  workspace.layout.show('details');
  void tick().then(() => document.getElementById(detailsTabId(tabsOf(workspace).current))?.focus());
}

export function detailsTabId(tab: DetailsTab): string {
  return `details-tab-${tab}`;
}
