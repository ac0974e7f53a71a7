import type { Box, Stick } from './labels.ts';

/** It goes on, higher than what is shown. */
export function arrowHead(ctx: CanvasRenderingContext2D, { x, top }: Stick, size: number): void {
  ctx.moveTo(x, top);
  ctx.lineTo(x - size / 2, top + size);
  ctx.lineTo(x + size / 2, top + size);
}

export function rule(
  ctx: CanvasRenderingContext2D,
  { left, right }: Box,
  y: number,
  colour: string,
  dash: number[],
): void {
  ctx.strokeStyle = colour;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function cross(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x - radius, y - radius);
  ctx.lineTo(x + radius, y + radius);
  ctx.moveTo(x - radius, y + radius);
  ctx.lineTo(x + radius, y - radius);
  ctx.stroke();
}

export function hatch(
  ctx: CanvasRenderingContext2D,
  { left, top, right, bottom }: Box,
  step: number,
  colour: string,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.beginPath();
  const height = bottom - top;
  // From a common origin, so that neighbouring zones agree.
  for (let x = left - (left % step) - height; x < right; x += step) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
