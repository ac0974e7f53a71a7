import type { Attachment } from 'svelte/attachments';

/** Beyond both edges of what is in sight, so that a turn of the wheel finds rows there. */
const MARGIN = '400px 0px';

/** Tells rows when they come near what is in sight, and when they leave: only those are drawn whole. */
export class NearRows {
  readonly #told = new WeakMap<Element, (isNear: boolean, heightPx: number) => void>();
  #observer: IntersectionObserver | undefined;

  /** `tell` gets the row's height, so that it can keep its room. */
  attach(tell: (isNear: boolean, heightPx: number) => void): Attachment<HTMLElement> {
    return (row) => {
      this.#observer ??= this.#observerIn(row.closest('[data-rows]'));
      this.#told.set(row, tell);
      this.#observer.observe(row);
      return () => this.#observer?.unobserve(row);
    };
  }

  #observerIn(root: Element | null): IntersectionObserver {
    const take = (entries: readonly IntersectionObserverEntry[]): void => {
      for (const { target, isIntersecting, boundingClientRect } of entries)
        this.#told.get(target)?.(isIntersecting, boundingClientRect.height);
    };
    return new IntersectionObserver(take, { root, rootMargin: MARGIN });
  }
}
