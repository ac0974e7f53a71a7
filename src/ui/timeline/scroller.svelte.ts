import { tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import {
  hasDrifted,
  scrolledFromEnd,
  scrolledTo,
  scrollTopAt,
  spacerPx,
  type Extent,
  type Position,
} from './scroll-map.ts';
import { topToReveal, visibleRange, type Range, type View } from './visible-range.ts';

/** In views: what is scrolled must be taller than this to be held, or a turn of the wheel would find no way up. */
const ROOM_TO_LEAVE = 4;

/** `viewportPx` is the height in which rows show. */
type ListSize = { readonly count: number; readonly rowPx: number; readonly viewportPx: number };

/** The scroll position of a list of fixed-height rows that may be taller than a browser can lay out. */
export class Scroller {
  readonly #size: () => ListSize;
  #position = $state.raw<Position>({ scrollTop: 0, contentTop: 0 });
  /** Height of what is scrolled while the view stays at the end. */
  #heldPx = $state.raw<number>();
  #element: HTMLElement | undefined;
  /** Of the element that was scrolled last: another view of the list has rows of another height. */
  #rowPx: number | undefined;

  constructor(size: () => ListSize) {
    this.#size = size;
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
    untrack(() => this.#take());
    const settle = () => this.#settle();
    element.addEventListener('scrollend', settle);
    return () => element.removeEventListener('scrollend', settle);
  };

  get view(): View {
    return { ...this.#size(), topPx: this.#position.contentTop };
  }

  get range(): Range {
    return visibleRange(this.view);
  }

  get spacerPx(): number {
    return this.#heldPx ?? spacerPx(this.#extent);
  }

  /** Where, in the scrolled element, row `index` is drawn. */
  offsetOf(index: number): number {
    return index * this.#size().rowPx + this.#position.scrollTop - this.#position.contentTop;
  }

  get rowsPerPage(): number {
    const { viewportPx, rowPx } = this.#size();
    return Math.max(1, Math.floor(viewportPx / rowPx) - 1);
  }

  get #extent(): Extent {
    const { count, rowPx, viewportPx } = this.#size();
    return { contentPx: count * rowPx, viewportPx };
  }

  /** Takes what the browser scrolled; tells whether it was the reader and upwards. */
  onscroll(scrollTop: number): 'up' | 'down' | 'own' {
    const before = this.#position;
    if (Math.abs(scrollTop - before.scrollTop) < 1) return 'own';
    // A view that grows is pushed up by the browser as long as it stands at the end.
    const isPushed = scrollTop < before.scrollTop && this.#isAtBottom();
    if (this.#heldPx === undefined) {
      this.#position = scrolledTo(scrollTop, before, this.#extent);
      if (hasDrifted(this.#position, this.#extent)) this.#settle();
    } else if (this.#isAtBottom()) this.#position = { ...before, scrollTop };
    else this.#move(scrolledFromEnd(scrollTop, before, this.#heldPx, this.#extent));
    if (isPushed) return 'own';
    return this.#position.contentTop < before.contentTop ? 'up' : 'down';
  }

  reveal(index: number): void {
    const top = topToReveal(index, this.view);
    if (top !== this.#position.contentTop) this.scrollTo(top);
  }

  /**
   * Goes to the newest rows. Once there, what is scrolled keeps its height and the rows change in it, as long as the
   * reader stays: to lay out and scroll anew with every new row costs more than to draw it.
   */
  toEnd(): void {
    const { contentPx, viewportPx } = this.#extent;
    const contentTop = Math.max(0, contentPx - viewportPx);
    const leastPx = ROOM_TO_LEAVE * viewportPx;
    if (this.#heldPx === undefined) {
      this.#place(contentTop);
      if (contentPx >= leastPx) this.#heldPx = spacerPx(this.#extent);
    } else if (contentPx >= this.#heldPx && this.#heldPx >= leastPx) {
      this.#position = { ...this.#position, contentTop };
    } else this.#move(contentTop);
  }

  /** Lets go of the end, and of a place that no longer exists: a filter may have made the list shorter. */
  fit(): void {
    const { contentPx, viewportPx } = this.#extent;
    const contentTop = Math.min(this.#position.contentTop, Math.max(0, contentPx - viewportPx));
    if (this.#heldPx !== undefined) this.#move(contentTop);
    else if (contentTop !== this.#position.contentTop) this.#place(contentTop);
  }

  scrollTo(contentTop: number): void {
    if (this.#heldPx === undefined) this.#place(contentTop);
    else this.#move(contentTop);
  }

  /** Leaves the end: shows the rows at once, and moves the scroll bar when the list has got its height back. */
  #move(contentTop: number): void {
    this.#heldPx = undefined;
    this.#position = { scrollTop: this.#element?.scrollTop ?? 0, contentTop };
    void tick().then(() => {
      if (this.#heldPx === undefined) this.#place(this.#position.contentTop);
    });
  }

  #place(contentTop: number): void {
    if (!this.#element) return;
    this.#element.scrollTop = scrollTopAt(contentTop, this.#extent);
    // Read back: browsers round to device pixels, and the difference must not be taken for the reader's.
    this.#position = { scrollTop: this.#element.scrollTop, contentTop };
  }

  /** Nobody gets there by scrolling up. */
  #isAtBottom(): boolean {
    if (!this.#element) return false;
    const { scrollTop, clientHeight, scrollHeight } = this.#element;
    return scrollTop + clientHeight >= scrollHeight - 1;
  }

  /** Shows in a new element the rows that the one before it showed. */
  #take(): void {
    const { rowPx } = this.#size();
    const { contentTop } = this.#position;
    this.#heldPx = undefined;
    if (this.#rowPx !== undefined) this.#place((contentTop / this.#rowPx) * rowPx);
    this.#rowPx = rowPx;
  }

  /** Puts the scroll bar where it belongs, without moving the rows on screen. */
  #settle(): void {
    if (this.#heldPx !== undefined) return;
    const { contentTop, scrollTop } = this.#position;
    if (Math.abs(scrollTopAt(contentTop, this.#extent) - scrollTop) >= 1) this.#place(contentTop);
  }
}
