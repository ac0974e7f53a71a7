import { tick } from 'svelte';
import { recall, remember } from '../kit/remembered.ts';
import type { Workspace } from '../workspace.svelte.ts';

export const DETAILS_TABS = ['message', 'packet', 'bytes', 'explain'] as const;
export type RowTab = (typeof DETAILS_TABS)[number];
/** Compare is there while a step of the replay is compared. */
export type DetailsTab = 'compare' | RowTab;

/** Which tab is in front; it stays for the next row. */
export class DetailsTabs {
  readonly #workspace: Workspace;
  #current = $state.raw<RowTab>(DETAILS_TABS.find((tab) => tab === recall('details.tab')) ?? 'message');
  #isComparing = $state.raw(true);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get all(): readonly DetailsTab[] {
    const { step, selected } = this.#workspace;
    return step ? ['compare', ...(selected ? DETAILS_TABS : [])] : DETAILS_TABS;
  }

  get current(): DetailsTab {
    const { step, selected } = this.#workspace;
    return step && (this.#isComparing || !selected) ? 'compare' : this.#current;
  }

  choose(tab: DetailsTab): void {
    this.#isComparing = tab === 'compare';
    if (tab === 'compare') return;
    this.#current = tab;
    remember('details.tab', tab);
  }
}

const tabs = new WeakMap<Workspace, DetailsTabs>();

/** The timeline's keys and the Details pane speak of the same tab. */
export function tabsOf(workspace: Workspace): DetailsTabs {
  const known = tabs.get(workspace);
  if (known) return known;
  const made = new DetailsTabs(workspace);
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
