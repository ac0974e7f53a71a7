import type { ConnectionLanesView } from '../../../projections/overview/overview-view.ts';
import type { LaneBox } from '../blocks.ts';
import type { Pen } from './pen.ts';

const WINDOW_PX = 8;
/** Below this a pong would lie on its ping. */
const BESIDE_PX = 3;

/** The window from due to dead behind; a thick tick where the ping came, a short one where its pong did. */
export function drawHeartbeats(
  pen: Pen,
  { beats }: ConnectionLanesView,
  { top, height }: LaneBox,
  nowMs: number,
): void {
  const y = top + (height - WINDOW_PX) / 2;
  for (const { from, to, pingAt } of beats) {
    const end = to ?? nowMs;
    const { x, width } = pen.clipped(pen.x(from), pen.x(end));
    pen.hatch('heartbeat', x, y, width, WINDOW_PX);
    const isDead = pingAt === undefined && end <= nowMs;
    if (width > 2)
      pen.line(
        isDead ? 'error' : 'heartbeat',
        pen.x(end) - 1,
        y - 1,
        WINDOW_PX + 2,
        isDead ? 2 : 1,
        isDead ? [] : [2, 2],
      );
  }
  for (const { pingAt, pongAt } of beats) {
    if (pingAt === undefined) continue;
    const x = pen.x(pingAt);
    pen.line('heartbeat', x, top + 2, height - 4, 2);
    if (pongAt !== undefined)
      pen.line('heartbeat', Math.max(pen.x(pongAt), x + BESIDE_PX), top + height / 2, height / 2 - 2);
  }
}
