import type { Tick } from '../ticks.ts';
import type { Pen } from './pen.ts';

export const STRIP_PX = 14;
export const RULER_PX = 16;

/** The whole session's density, both ways from the middle. */
export function drawStrip(pen: Pen, figures: Uint32Array): void {
  const pitch = pen.widthPx / figures.length;
  const most = figures.reduce((max, figure) => Math.max(max, figure), 1);
  pen.fill('line-2', 0, STRIP_PX / 2 - 0.5, pen.widthPx, 1);
  for (const [i, figure] of figures.entries()) {
    if (figure === 0) continue;
    const reach = Math.max(1, Math.round((Math.sqrt(figure) / Math.sqrt(most)) * (STRIP_PX / 2 - 2)));
    pen.fill('control', Math.round(i * pitch), STRIP_PX / 2 - reach, 1, 2 * reach);
  }
}

/** Labels give way to `flagX`, where something is flagged. */
export function drawRuler(
  pen: Pen,
  ticks: readonly Tick[],
  flag: { readonly from: number; readonly to: number } | undefined,
): void {
  const top = STRIP_PX;
  for (const { at, label } of ticks) {
    const x = pen.x(at);
    pen.line(
      label === undefined ? 'line-2' : 'control',
      x,
      top + RULER_PX - (label === undefined ? 4 : 6),
      label === undefined ? 4 : 6,
    );
    if (label === undefined) continue;
    const from = x + 3;
    const to = from + pen.widthOf(label);
    if (to > pen.widthPx || (flag && from < flag.to && to > flag.from)) continue;
    pen.text('text-2', label, from, top + 6.5);
  }
}
