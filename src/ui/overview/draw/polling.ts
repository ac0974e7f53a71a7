import type { ConnectionLanesView, PollView } from '../../../projections/overview/overview-view.ts';
import type { LaneBox } from '../blocks.ts';
import type { Pen } from './pen.ts';

const GET_PX = 7;
const POST_PX = 4;
const BODY_PX = 3;

/** GET: an outline, hatched while the server holds it, ending in the body; POST: a bar under it. */
export function drawPolling(pen: Pen, { gets, posts }: ConnectionLanesView, { top }: LaneBox, nowMs: number): void {
  for (const get of gets) drawGet(pen, get, top + 2, nowMs);
  for (const post of posts) drawPost(pen, post, top + 11, nowMs);
}

function drawGet(pen: Pen, get: PollView, y: number, nowMs: number): void {
  const { x, width } = pen.clipped(pen.x(get.from), Math.max(pen.x(get.from) + 3, pen.x(get.to ?? nowMs)));
  const isHeld = get.how !== 'failed' && width > 4;
  if (isHeld) pen.hatch('text-3', x + 1, y + 1, width - 2, GET_PX - 2);
  pen.outline(get.how === 'failed' ? 'error' : 'text-2', x, y, width, GET_PX);
  if (get.how === 'answered' && get.to !== undefined) {
    const body = Math.min(BODY_PX, width);
    pen.fill('received', pen.x(get.to) - body, y, body, GET_PX);
  }
  if (get.how === 'failed') drawFailed(pen, pen.x(get.to ?? nowMs), y);
}

function drawPost(pen: Pen, post: PollView, y: number, nowMs: number): void {
  const { x, width } = pen.clipped(pen.x(post.from), Math.max(pen.x(post.from) + 2, pen.x(post.to ?? nowMs)));
  pen.fill(post.how === 'failed' ? 'error' : 'sent', x, y, width, POST_PX);
  if (post.how === 'failed') drawFailed(pen, pen.x(post.to ?? nowMs), y - 2);
}

export function drawFailed(pen: Pen, x: number, y: number): void {
  pen.fill('bg-0', x - 4, y - 1, 9, 9);
  pen.outline('error', x - 4, y - 1, 9, 9);
  const { context } = pen;
  context.beginPath();
  for (const slope of [1, -1]) {
    context.moveTo(x - 1.5, y + 3.5 - 2 * slope);
    context.lineTo(x + 2.5, y + 3.5 + 2 * slope);
  }
  context.stroke();
}
