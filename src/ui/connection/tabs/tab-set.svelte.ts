import type { ConnectForm } from '../../../capture/connect-options.ts';
import { EMPTY_FORM } from '../../../capture/connect-options.ts';
import { ConnectionTab } from './connection-tab.svelte.ts';

/** The tabs of one session in their order; there is always one, and one is in front. */
export class TabSet {
  #tabs: readonly ConnectionTab[];
  #active: ConnectionTab;
  #made = 1;

  constructor(form: ConnectForm, conn?: number) {
    const first = new ConnectionTab(1, form, conn);
    this.#tabs = $state.raw([first]);
    this.#active = $state.raw(first);
  }

  get all(): readonly ConnectionTab[] {
    return this.#tabs;
  }

  get active(): ConnectionTab {
    return this.#active;
  }

  activate(tab: ConnectionTab): void {
    this.#active = tab;
  }

  /** Behind all others, and not in front yet. */
  add(form: ConnectForm, conn?: number): ConnectionTab {
    const tab = new ConnectionTab(++this.#made, form, conn);
    this.#tabs = [...this.#tabs, tab];
    return tab;
  }

  /** Its neighbour comes to the front; the last one leaves an empty tab behind. */
  close(tab: ConnectionTab): void {
    const at = this.#tabs.indexOf(tab);
    const rest = this.#tabs.filter((other) => other !== tab);
    this.#tabs = rest.length > 0 ? rest : [new ConnectionTab(++this.#made, EMPTY_FORM)];
    const neighbour = this.#tabs[Math.min(at, this.#tabs.length - 1)];
    if (tab === this.#active && neighbour) this.#active = neighbour;
  }
}
