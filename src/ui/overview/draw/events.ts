import { SERIES, type ConnectionLanesView } from '../../../projections/overview/overview-view.ts';
import type { LaneBox } from '../blocks.ts';
import type { Pen } from './pen.ts';

const LEAST_PX = 2;
const CAP_PX = 2;
const SENT_SHARE = 0.38;
const ACK_ALPHA = 0.55;

type Density = { readonly fromMs: number; readonly bucketMs: number };

/** Bars from the zero line: sent rises, received hangs; ACKs are fainter, a white cap is binary. */
export function drawEvents(pen: Pen, { density }: ConnectionLanesView, { top, height }: LaneBox, grid: Density): void {
  const zero = Math.round(top + 2 + (height - 4) * SENT_SHARE) + 0.5;
  pen.fill('control', 0, zero - 0.5, pen.widthPx, 1);
  const pitch = grid.bucketMs * pen.pxPerMs;
  const unit = heightOfOne(density, zero - top - 2, top + height - zero - 2);
  const offset = pen.x(grid.fromMs);
  const width = Math.max(1, Math.min(pitch * 0.67, Math.round(pitch) - 1));
  for (const [side, token] of [
    [0, 'sent'],
    [SERIES / 2, 'received'],
  ] as const) {
    for (let i = side; i < density.length; i += SERIES) {
      const x = offset + ((i - side) / SERIES) * pitch;
      if (x < -pitch || x > pen.widthPx) continue;
      const events = density[i] ?? 0;
      const binary = density[i + 1] ?? 0;
      const acks = density[i + 2] ?? 0;
      if (events + binary + acks === 0) continue;
      const full = Math.max(LEAST_PX, Math.round(Math.sqrt(events + binary + acks) * unit));
      const solid = Math.round((full * (events + binary)) / (events + binary + acks));
      const isUp = token === 'sent';
      const at = (from: number, to: number) => (isUp ? zero - 0.5 - to : zero + 0.5 + from);
      pen.fill(token, Math.round(x), at(0, solid), width, solid);
      pen.context.globalAlpha = ACK_ALPHA;
      pen.fill(token, Math.round(x), at(solid, full), width, full - solid);
      pen.context.globalAlpha = 1;
      if (binary > 0) pen.fill('text-1', Math.round(x), at(full, full + CAP_PX), width, CAP_PX);
    }
  }
}

/** Square root, so that one event beside a thousand is still seen; the same scale both ways. */
function heightOfOne(density: Uint32Array, upPx: number, downPx: number): number {
  let sent = 1;
  let received = 1;
  for (let i = 0; i < density.length; i += SERIES) {
    sent = Math.max(sent, (density[i] ?? 0) + (density[i + 1] ?? 0) + (density[i + 2] ?? 0));
    received = Math.max(received, (density[i + 3] ?? 0) + (density[i + 4] ?? 0) + (density[i + 5] ?? 0));
  }
  // One event alone is no tower.
  return Math.min((upPx - CAP_PX) / Math.sqrt(sent), (downPx - CAP_PX) / Math.sqrt(received), downPx / 3);
}
