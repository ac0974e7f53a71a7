import type { Axis, Join, LaneMarks } from '../../diff/axis.ts';
import { drawRuler, RULER_PX, STRIP_PX } from '../overview/draw/top.ts';
import type { Pen } from '../overview/draw/pen.ts';
import type { Tick } from '../overview/ticks.ts';
import { shiftText } from './diff-words.ts';

const LANE_PX = 34;
const BETWEEN_PX = 32;
export const AXIS_PX = RULER_PX + 2 * LANE_PX + BETWEEN_PX;

/** A's lane, and B's. */
export const LANE_TOPS = { a: RULER_PX, b: RULER_PX + LANE_PX + BETWEEN_PX } as const;

const PITCH_PX = 3;
const ODD_PX = 4;
const LABEL_GAP_PX = 8;

/** So many bars have room. */
export function bucketsIn(widthPx: number): number {
  return Math.max(1, Math.floor(widthPx / PITCH_PX));
}

export type AxisScene = {
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
  /** The chosen line's times. */
  readonly chosen: { readonly a: number | undefined; readonly b: number | undefined };
};

/** The good one above, the bad one below, and between them lines from what A says to what B says. */
export function drawAxis(pen: Pen, { axis, ticks, chosen }: AxisScene): void {
  pen.context.translate(0, -STRIP_PX);
  drawRuler(pen, ticks, undefined);
  pen.context.translate(0, STRIP_PX);
  drawLane(pen, axis.a, LANE_TOPS.a, axis.ends.a, 'a');
  drawLane(pen, axis.b, LANE_TOPS.b, axis.ends.b, 'b');
  for (const join of axis.joins) if (!join.isJump) drawJoin(pen, join);
  for (const join of axis.joins) if (join.isJump) drawJoin(pen, join);
  drawLabels(pen, axis.joins);
  drawChosen(pen, chosen);
}

function drawLane(pen: Pen, { sent, received, odd }: LaneMarks, top: number, endMs: number, side: 'a' | 'b'): void {
  // What is odd stands on the side where the other session is.
  const barsTop = side === 'a' ? top : top + ODD_PX + 1;
  const zero = Math.round(barsTop + (LANE_PX - ODD_PX) * 0.42);
  const [up, down] = [zero - barsTop - 1, barsTop + LANE_PX - ODD_PX - 2 - zero];
  const most = Math.max(1, ...sent, ...received);
  const unit = Math.min(up, down) / Math.sqrt(most);
  pen.fill('control', 0, zero, pen.x(endMs), 1);
  for (let i = 0; i < sent.length; i++) {
    const x = i * PITCH_PX;
    const [high, deep] = [barPx(sent[i] ?? 0, unit), barPx(received[i] ?? 0, unit)];
    if (high > 0) pen.fill('sent', x, zero - high, 2, high);
    if (deep > 0) pen.fill('received', x, zero + 1, 2, deep);
    if ((odd[i] ?? 0) > 0) pen.fill('warning', x, side === 'a' ? top + LANE_PX - ODD_PX : top, 2, ODD_PX);
  }
}

/** The square root, so that one beside a thousand is still seen. */
function barPx(count: number, unit: number): number {
  return count === 0 ? 0 : Math.max(3, Math.round(Math.sqrt(count) * unit));
}

function drawJoin(pen: Pen, { aMs, bMs, isJump }: Join): void {
  const { context } = pen;
  context.strokeStyle = pen.colours[isJump ? 'warning' : 'control'];
  context.lineWidth = isJump ? 1.6 : 1;
  context.globalAlpha = isJump ? 1 : 0.6;
  context.beginPath();
  context.moveTo(pen.x(aMs), LANE_TOPS.a + LANE_PX + 2);
  context.lineTo(pen.x(bMs), LANE_TOPS.b - 2);
  context.stroke();
  context.globalAlpha = 1;
}

/** How far apart the two ends of a jump are, where the words have room; greater jumps come first. */
function drawLabels(pen: Pen, joins: readonly Join[]): void {
  const taken: { readonly from: number; readonly to: number }[] = [];
  for (const { aMs, bMs, isJump } of joins) {
    if (!isJump) continue;
    const text = shiftText(bMs - aMs);
    const x = Math.max(pen.x(aMs), pen.x(bMs)) + LABEL_GAP_PX;
    const to = x + pen.widthOf(text);
    if (to > pen.widthPx || taken.some((other) => x < other.to + LABEL_GAP_PX && to > other.from - LABEL_GAP_PX))
      continue;
    taken.push({ from: x, to });
    pen.fill('bg-0', x - 2, LANE_TOPS.b - BETWEEN_PX / 2 - 7, to - x + 4, 14);
    pen.text('warning', text, x, LANE_TOPS.b - BETWEEN_PX / 2);
  }
}

function drawChosen(pen: Pen, { a, b }: AxisScene['chosen']): void {
  if (a !== undefined) pen.line('accent', pen.x(a), LANE_TOPS.a - 4, LANE_PX + 6, 2);
  if (b !== undefined) pen.line('accent', pen.x(b), LANE_TOPS.b - 2, LANE_PX + 2, 2);
  if (a === undefined || b === undefined) return;
  pen.context.strokeStyle = pen.colours.accent;
  pen.context.lineWidth = 2;
  pen.context.beginPath();
  pen.context.moveTo(pen.x(a), LANE_TOPS.a + LANE_PX + 2);
  pen.context.lineTo(pen.x(b), LANE_TOPS.b - 2);
  pen.context.stroke();
}
