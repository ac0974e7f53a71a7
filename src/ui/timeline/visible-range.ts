export type Range = { readonly from: number; readonly to: number };

export type View = {
  /** Where the view's upper edge lies in the whole list. */
  readonly topPx: number;
  readonly viewportPx: number;
  readonly rowPx: number;
  readonly count: number;
};

/** Rows drawn beyond each edge, so that a turn of the wheel finds them there. */
export const OVERSCAN = 8;

/** Which fixed-height rows to draw: those in view plus `overscan` on each side. `to` is exclusive. */
export function visibleRange({ topPx, viewportPx, rowPx, count }: View, overscan = OVERSCAN): Range {
  // The list may have shrunk under a scroll position that no longer exists.
  const top = Math.min(Math.max(0, topPx), Math.max(0, count * rowPx - viewportPx));
  const from = Math.max(0, Math.floor(top / rowPx) - overscan);
  const to = Math.min(count, Math.ceil((top + viewportPx) / rowPx) + overscan);
  return { from, to };
}

/** The top that brings row `index` wholly into view with the least movement. */
export function topToReveal(index: number, { topPx, viewportPx, rowPx }: View): number {
  const start = index * rowPx;
  const leastTop = start + rowPx - viewportPx;
  return Math.max(Math.min(topPx, start), leastTop);
}
