/** Browsers stop between 17,895,697 px (Firefox) and 33,554,428 px (Chromium); far below that, scrolling is exact. */
export const MAX_SPACER_PX = 4_000_000;

/** Within this distance of either end the scroll bar moves pixel by pixel, so that both ends can be reached exactly. */
const EDGE_PX = 200_000;

/** How far pixelwise scrolling may carry the scroll bar away from its proper place before it is put right. */
const DRIFT_PX = EDGE_PX / 2;

export type Extent = { readonly contentPx: number; readonly viewportPx: number };

/** Where the scroll bar stands and which pixel of the whole list is at the view's upper edge. */
export type Position = { readonly scrollTop: number; readonly contentTop: number };

/** Height of the element that is scrolled; smaller than the list once the list outgrows what browsers can lay out. */
export function spacerPx({ contentPx }: Extent): number {
  return Math.min(contentPx, MAX_SPACER_PX);
}

/** The list's place that belongs to a place of the scroll bar: exact near the ends, by proportion between them. */
export function contentTopAt(scrollTop: number, extent: Extent): number {
  const { scrolls, contents } = travel(extent);
  if (scrolls === contents || scrollTop <= EDGE_PX) return clamp(scrollTop, contents);
  if (scrollTop >= scrolls - EDGE_PX) return clamp(contents - (scrolls - scrollTop), contents);
  return EDGE_PX + ((scrollTop - EDGE_PX) * (contents - 2 * EDGE_PX)) / (scrolls - 2 * EDGE_PX);
}

/** The inverse of `contentTopAt`. */
export function scrollTopAt(contentTop: number, extent: Extent): number {
  const { scrolls, contents } = travel(extent);
  if (scrolls === contents || contentTop <= EDGE_PX) return clamp(contentTop, scrolls);
  if (contentTop >= contents - EDGE_PX) return clamp(scrolls - (contents - contentTop), scrolls);
  return EDGE_PX + ((contentTop - EDGE_PX) * (scrolls - 2 * EDGE_PX)) / (contents - 2 * EDGE_PX);
}

/** Where the list stands after the scroll bar moved: a turn of the wheel moves by pixels, a pull of the thumb jumps. */
export function scrolledTo(scrollTop: number, before: Position, extent: Extent): Position {
  const { scrolls, contents } = travel(extent);
  const delta = scrollTop - before.scrollTop;
  const isSmall = Math.abs(delta) <= 2 * extent.viewportPx;
  const contentTop =
    scrolls !== contents && isSmall ? clamp(before.contentTop + delta, contents) : contentTopAt(scrollTop, extent);
  return { scrollTop, contentTop };
}

/** The same, where the list has grown at its end to `extent` while what is scrolled kept its height `heldPx`. */
export function scrolledFromEnd(scrollTop: number, before: Position, heldPx: number, extent: Extent): number {
  const { contents } = travel(extent);
  const delta = scrollTop - before.scrollTop;
  if (Math.abs(delta) <= 2 * extent.viewportPx) return clamp(before.contentTop + delta, contents);
  if (heldPx === spacerPx(extent)) return contentTopAt(scrollTop, extent);
  return clamp((scrollTop / Math.max(1, heldPx - extent.viewportPx)) * contents, contents);
}

/** Whether the scroll bar must be put right now, lest it reach an end before the list does. */
export function hasDrifted(position: Position, extent: Extent): boolean {
  const drift = Math.abs(scrollTopAt(position.contentTop, extent) - position.scrollTop);
  const toEnd = Math.min(position.scrollTop, travel(extent).scrolls - position.scrollTop);
  return drift > DRIFT_PX || (drift > 1 && toEnd < 2 * extent.viewportPx);
}

function travel(extent: Extent): { readonly scrolls: number; readonly contents: number } {
  return {
    scrolls: Math.max(0, spacerPx(extent) - extent.viewportPx),
    contents: Math.max(0, extent.contentPx - extent.viewportPx),
  };
}

function clamp(px: number, most: number): number {
  return Math.min(Math.max(0, px), most);
}
