import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Row, RowId } from '../../projections/row.ts';
import { focusDetails, tabsOf } from '../details/details-tabs.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { actsOf, type Point } from './acts/row-acts.svelte.ts';
import { toNext, toPair } from './acts/travel.ts';
import { isSameRow } from './brackets.ts';
import { columnsOf } from './columns/grid-columns.svelte.ts';
import type { KeyAction } from './keys.ts';
import { RowWindow } from './row-window.svelte.ts';
import { Scroller } from './scroller.svelte.ts';
import { OVERSCAN } from './visible-range.ts';

const MENU_INDENT_PX = 24;

/** What the timeline does: which rows it shows, and how the selection moves over them. */
export class TimelineModel {
  readonly #workspace: Workspace;
  readonly rows: RowWindow;
  readonly scroller: Scroller;
  /** Where the selection stands among the rows shown; ahead of it while a row is fetched. */
  #cursor: number | undefined;
  #cursorRow: RowId | undefined;
  /** Folded away, it has been brought out once: who folds it in again means it. */
  #revealed: RowId | undefined;
  /** Session time of the selected row, once it is known. */
  selectedAt = $state.raw<number>();
  /** The view was exchanged by a key: the new one takes the focus. */
  #isExchanging = false;
  #element: HTMLElement | undefined;

  constructor(workspace: Workspace, frame: () => { readonly rowPx: number; readonly viewportPx: number }) {
    this.#workspace = workspace;
    this.rows = new RowWindow((from, to) => workspace.worker.rows(from, to));
    this.scroller = new Scroller(() => ({ count: this.count, ...frame() }));
    actsOf(workspace).timeline = this;
  }

  /** On whichever element shows the list: the grid, or the ladder. */
  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
    const detach = this.scroller.attach(element);
    if (this.#isExchanging) element.focus();
    this.#isExchanging = false;
    untrack(() => this.#cursor !== undefined && !this.#workspace.isFollowing && this.scroller.reveal(this.#cursor));
    return detach;
  };

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
    const { shown, recorded, generation, edition } = session;
    const ofPage = this.scroller.rowsPerPage + 2 * OVERSCAN;
    const wanted = this.#workspace.isFollowing ? { from: Math.max(0, shown - ofPage), to: shown } : this.scroller.range;
    // The answer's effect on the window is not a reason to ask again.
    untrack(() => void this.rows.want({ ...wanted, shown, recorded, generation, edition }));
  }

  onscroll(scrollTop: number): void {
    if (this.scroller.onscroll(scrollTop) === 'up') this.#workspace.isFollowing = false;
  }

  toggleFollow(): void {
    this.#workspace.isFollowing = !this.#workspace.isFollowing;
  }

  select(row: Row): void {
    this.#stand(row);
    this.#workspace.select(row);
  }

  /** A click: with Shift as far as here, with Ctrl this one, too. */
  pick(row: Row, { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): void {
    if (shiftKey) this.#extendTo(row);
    else if (ctrlKey || metaKey) this.#workspace.selection.toggle(row);
    else this.select(row);
  }

  #extendTo(row: Row): void {
    this.#stand(row);
    this.#workspace.isFollowing = false;
    void this.#workspace.selection.extendTo(row);
  }

  #stand(row: Row): void {
    this.#cursor = row.index;
    this.#cursorRow = row;
    this.selectedAt = row.at;
  }

  /** Brings a row into view that something else selected, or that a new filter moved. */
  async showSelected(): Promise<void> {
    const selected = this.#workspace.selected;
    if (!selected || isSameRow(selected, this.#cursorRow)) return;
    this.#cursorRow = selected;
    this.#cursor = undefined;
    const { worker } = this.#workspace;
    const index = await worker.indexOf(selected);
    // A key may have gone on from there, and its row is still on the way.
    if (this.#workspace.selected !== selected || this.#cursor !== undefined) return;
    if (index === undefined) {
      if (!isSameRow(this.#revealed, selected)) void worker.reveal(selected);
      this.#revealed = selected;
      return;
    }
    this.#cursor = index;
    if (!this.#workspace.isFollowing) this.scroller.reveal(index);
    const row = this.rows.find(selected) ?? (await worker.rows(index, index + 1)).rows[0];
    if (row && isSameRow(row, this.#workspace.selected)) this.selectedAt = row.at;
  }

  /** What the pointer is on stays where it is. */
  setFolded(row: Row, isFolded: boolean): void {
    this.#revealed = row;
    this.select(row);
    void this.#workspace.worker.setFolded(row, isFolded);
  }

  async #foldAll(isFolded: boolean): Promise<void> {
    const { worker, selected } = this.#workspace;
    let head = selected;
    for (let above = head; above && isFolded; above = await worker.headOf(above)) head = above;
    if (head && head !== selected) this.#workspace.select(head);
    this.#revealed = head;
    await worker.setFolded(undefined, isFolded);
  }

  /** Folds the selected row's group; from one of its parts, goes to its head. */
  async #fold(): Promise<void> {
    const row = this.#selectedRow;
    if (row?.group && !row.group.isFolded) return this.setFolded(row, true);
    const head = row && (await this.#workspace.worker.headOf(row));
    if (head) this.#workspace.select(head);
  }

  #unfold(): void {
    const row = this.#selectedRow;
    if (row?.group?.isFolded) this.setFolded(row, false);
    else if (row?.group) void this.#moveBy(1, false);
  }

  get #selectedRow(): Row | undefined {
    const { selected } = this.#workspace;
    return selected && this.rows.find(selected);
  }

  /** After a new filter every row may stand elsewhere. */
  forgetPlaces(): void {
    this.#cursor = undefined;
    this.#cursorRow = undefined;
  }

  perform(action: KeyAction): void {
    const { selection, selected } = this.#workspace;
    const acts = actsOf(this.#workspace);
    switch (action.kind) {
      case 'move':
        return void this.#moveBy(action.rows * (action.isPage ? this.scroller.rowsPerPage : 1), action.isExtending);
      case 'first':
        return void this.#moveTo(0, action.isExtending);
      case 'last':
        return void (action.isExtending ? this.#moveTo(this.#shown - 1, true) : this.#toLast());
      case 'all':
        return void selection.all();
      case 'copy':
        return void acts.copy();
      case 'deselect':
        return selection.clear();
      case 'fold':
        return void this.#fold();
      case 'unfold':
        return this.#unfold();
      case 'fold-all':
        return void this.#foldAll(true);
      case 'unfold-all':
        return void this.#foldAll(false);
      case 'times':
        return columnsOf(this.#workspace).nextTimeMode();
      case 'jump':
        acts.isJumping = true;
        return;
      case 'note':
        if (!this.#workspace.deeds) return;
        this.#bringOut();
        acts.noting = selected;
        return;
      case 'mark':
        return this.#workspace.deeds && this.#selectedRow && acts.toggleMark(this.#selectedRow);
      case 'menu':
        acts.menuAt = selected && this.#placeOfSelected();
        return;
      case 'next':
        return void toNext(this.#workspace, action.link, action.step);
      case 'details':
        return focusDetails(this.#workspace);
      case 'tab':
        return tabsOf(this.#workspace).choose(action.tab);
      case 'pair':
        return toPair(this.#workspace, this.#selectedRow);
      case 'follow':
        return this.toggleFollow();
      case 'replay':
        return void this.#workspace.deeds?.replay(this.#workspace);
      case 'view':
        return this.#exchangeView();
    }
  }

  /** A note is written in its row, or below the ladder. */
  #bringOut(): void {
    const { layout } = this.#workspace;
    layout.show('timeline');
    this.#workspace.isFollowing = false;
    if (this.#cursor !== undefined) this.scroller.reveal(this.#cursor);
  }

  #exchangeView(): void {
    const { layout } = this.#workspace;
    this.#isExchanging = true;
    layout.view = layout.view === 'rows' ? 'ladder' : 'rows';
  }

  async #moveBy(rows: number, isExtending?: boolean): Promise<void> {
    const at = this.#cursor ?? (await this.#indexOfSelected());
    if (at !== undefined) return this.#moveTo(at + rows, isExtending);
    const { from, to } = this.#inView();
    await this.#moveTo(rows > 0 ? from : to - 1);
  }

  async #moveTo(wanted: number, isExtending = false): Promise<void> {
    const index = Math.max(0, Math.min(wanted, this.#shown - 1));
    if (this.#shown === 0) return;
    this.#cursor = index;
    this.#workspace.isFollowing = false;
    this.scroller.reveal(index);
    const row = this.rows.rowAt(index) ?? (await this.#workspace.worker.rows(index, index + 1)).rows[0];
    // A further key may have moved on meanwhile.
    if (!row || this.#cursor !== index) return;
    if (isExtending) this.#extendTo(row);
    else this.select(row);
  }

  async #toLast(): Promise<void> {
    await this.#moveTo(this.#shown - 1);
    if (this.#workspace.session?.mode === 'live') this.#workspace.isFollowing = true;
  }

  /** Under the selected row, for what is opened by key. */
  #placeOfSelected(): Point {
    const { left = 0, top = 0, height = 0 } = this.#element?.getBoundingClientRect() ?? {};
    const { topPx, rowPx } = this.scroller.view;
    const y = this.#cursor === undefined ? 0 : (this.#cursor + 1) * rowPx - topPx;
    return { x: left + MENU_INDENT_PX, y: top + Math.max(0, Math.min(y, height)) };
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
