import type { ConnectionLanesView } from '../../../projections/overview/overview-view.ts';
import type { Block } from '../blocks.ts';
import { formatSpan } from '../../format.ts';
import type { Pen } from './pen.ts';

/** A stretch in which the connection was lost: hatched over all its lanes, between dashed edges. */
export function drawGaps(pen: Pen, { gaps }: ConnectionLanesView, block: Block, nowMs: number): void {
  for (const gap of gaps) {
    // Nobody tries to come back: that is an end and no gap.
    if (gap.to === undefined && gap.attempts === 0) continue;
    const end = gap.to ?? nowMs;
    const { x, width } = pen.clipped(pen.x(gap.from), pen.x(end));
    pen.context.globalAlpha = 0.45;
    pen.hatch('warning', x, block.top, width, block.height);
    pen.context.globalAlpha = 1;
    pen.line('warning', pen.x(gap.from), block.top, block.height, 1, [3, 3]);
    if (gap.to !== undefined) pen.line('warning', pen.x(gap.to), block.top, block.height, 1, [3, 3]);
    const events = block.lanes.find(({ name }) => name === 'events');
    const text = formatSpan(end - gap.from);
    const textPx = pen.widthOf(text);
    if (!events || gap.count > 1 || textPx + 2 > width) continue;
    const from = x + (width - textPx) / 2;
    const y = events.top + events.height / 2 - 1;
    pen.fill('bg-0', from - 1, y - 7, textPx + 2, 14);
    pen.text('warning', text, from, y);
  }
}
