import { untrack } from 'svelte';
import type { Row, RowId } from '../../projections/row.ts';
import { replaySelected } from '../details/replay.ts';
import { focusDetails, tabsOf } from '../details/details-tabs.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { isSameRow } from './brackets.ts';
import type { KeyAction } from './keys.ts';
import { RowWindow } from './row-window.svelte.ts';
import { Scroller } from './scroller.svelte.ts';
import { OVERSCAN } from './visible-range.ts';

/** What the timeline does: which rows it shows, and how the selection moves over them. */
export class TimelineModel {
  readonly #workspace: Workspace;
  readonly rows: RowWindow;
  readonly scroller: Scroller;
  /** Where the selection stands among the rows shown; ahead of it while a row is fetched. */
  #cursor: number | undefined;
  #cursorRow: RowId | undefined;

  constructor(workspace: Workspace, frame: () => { readonly rowPx: number; readonly viewportPx: number }) {
    this.#workspace = workspace;
    this.rows = new RowWindow((from, to) => workspace.worker.rows(from, to));
    this.scroller = new Scroller(() => ({ count: this.count, ...frame() }));
  }

  get #shown(): number {
    return this.#workspace.session?.shown ?? 0;
  }

  /** Rows that are laid out. While following, new ones join when their content is here. */
  get count(): number {
    return this.#workspace.isFollowing ? Math.min(this.rows.settled, this.#shown) : this.#shown;
  }

  /** Asks for the rows in sight; while following, for those that will be. */
  fetch(): void {
    const session = this.#workspace.session;
    if (!session) return;
    const { shown, recorded, generation } = session;
    const ofPage = this.scroller.rowsPerPage + 2 * OVERSCAN;
    const wanted = this.#workspace.isFollowing ? { from: Math.max(0, shown - ofPage), to: shown } : this.scroller.range;
    // The answer's effect on the window is not a reason to ask again.
    untrack(() => void this.rows.want({ ...wanted, shown, recorded, generation }));
  }

  onscroll(scrollTop: number): void {
    if (this.scroller.onscroll(scrollTop) === 'up') this.#workspace.isFollowing = false;
  }

  toggleFollow(): void {
    this.#workspace.isFollowing = !this.#workspace.isFollowing;
  }

  select(row: Row): void {
    this.#cursor = row.index;
    this.#cursorRow = row;
    this.#workspace.select(row);
  }

  /** Brings a row into view that something else selected, or that a new filter moved. */
  async showSelected(): Promise<void> {
    const selected = this.#workspace.selected;
    if (!selected || isSameRow(selected, this.#cursorRow)) return;
    this.#cursorRow = selected;
    this.#cursor = undefined;
    const index = await this.#workspace.worker.indexOf(selected);
    if (index === undefined || this.#workspace.selected !== selected) return;
    this.#cursor = index;
    if (!this.#workspace.isFollowing) this.scroller.reveal(index);
  }

  /** After a new filter every row may stand elsewhere. */
  forgetPlaces(): void {
    this.#cursor = undefined;
    this.#cursorRow = undefined;
  }

  perform(action: KeyAction): void {
    switch (action.kind) {
      case 'move':
        return void this.#moveBy(action.rows * (action.isPage ? this.scroller.rowsPerPage : 1));
      case 'first':
        return void this.#moveTo(0);
      case 'last':
        return void this.#toLast();
      case 'details':
        return focusDetails(this.#workspace);
      case 'tab':
        return tabsOf(this.#workspace).choose(action.tab);
      case 'pair':
        return this.#toPair();
      case 'follow':
        return this.toggleFollow();
      case 'replay':
        return void replaySelected(this.#workspace);
    }
  }

  async #moveBy(rows: number): Promise<void> {
    const at = this.#cursor ?? (await this.#indexOfSelected());
    if (at !== undefined) return this.#moveTo(at + rows);
    const { from, to } = this.#inView();
    await this.#moveTo(rows > 0 ? from : to - 1);
  }

  async #moveTo(wanted: number): Promise<void> {
    const index = Math.max(0, Math.min(wanted, this.#shown - 1));
    if (this.#shown === 0) return;
    this.#cursor = index;
    this.#workspace.isFollowing = false;
    this.scroller.reveal(index);
    const row = this.rows.rowAt(index) ?? (await this.#workspace.worker.rows(index, index + 1)).rows[0];
    // A further key may have moved on meanwhile.
    if (row && this.#cursor === index) this.select(row);
  }

  async #toLast(): Promise<void> {
    await this.#moveTo(this.#shown - 1);
    if (this.#workspace.session?.mode === 'live') this.#workspace.isFollowing = true;
  }

  #toPair(): void {
    const selected = this.#workspace.selected;
    const pair = selected && this.rows.find(selected)?.pair;
    if (pair) this.#workspace.select(pair);
  }

  async #indexOfSelected(): Promise<number | undefined> {
    const selected = this.#workspace.selected;
    return selected && this.#workspace.worker.indexOf(selected);
  }

  /** Rows wholly in view, without those drawn around them. */
  #inView(): { readonly from: number; readonly to: number } {
    const { topPx, viewportPx, rowPx, count } = this.scroller.view;
    return { from: Math.ceil(topPx / rowPx), to: Math.min(count, Math.floor((topPx + viewportPx) / rowPx)) };
  }
}
