import type { Attachment } from 'svelte/attachments';
import { hasDrifted, scrolledTo, scrollTopAt, spacerPx, type Extent, type Position } from './scroll-map.ts';
import { topToReveal, visibleRange, type Range, type View } from './visible-range.ts';

/** `viewportPx` is the height in which rows show. */
type ListSize = { readonly count: number; readonly rowPx: number; readonly viewportPx: number };

/** The scroll position of a list of fixed-height rows that may be taller than a browser can lay out. */
export class Scroller {
  readonly #size: () => ListSize;
  #position = $state.raw<Position>({ scrollTop: 0, contentTop: 0 });
  #element: HTMLElement | undefined;

  constructor(size: () => ListSize) {
    this.#size = size;
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
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
    return spacerPx(this.#extent);
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
    this.#position = scrolledTo(scrollTop, before, this.#extent);
    if (hasDrifted(this.#position, this.#extent)) this.#settle();
    return this.#position.contentTop < before.contentTop ? 'up' : 'down';
  }

  reveal(index: number): void {
    const top = topToReveal(index, this.view);
    if (top !== this.#position.contentTop) this.scrollTo(top);
  }

  toEnd(): void {
    const { contentPx, viewportPx } = this.#extent;
    this.scrollTo(Math.max(0, contentPx - viewportPx));
  }

  scrollTo(contentTop: number): void {
    if (!this.#element) return;
    this.#element.scrollTop = scrollTopAt(contentTop, this.#extent);
    // Read back: browsers round to device pixels, and the difference must not be taken for the reader's.
    this.#position = { scrollTop: this.#element.scrollTop, contentTop };
  }

  /** Puts the scroll bar where it belongs, without moving the rows on screen. */
  #settle(): void {
    const { contentTop, scrollTop } = this.#position;
    if (Math.abs(scrollTopAt(contentTop, this.#extent) - scrollTop) >= 1) this.scrollTo(contentTop);
  }
}
