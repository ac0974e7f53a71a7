import { serverPx, type Places } from './places.ts';
import type { Step } from './step.ts';

/** Where a step's words stand, in px, and what they are. */
export type Label = {
  readonly leftPx: number;
  readonly widthPx: number;
  readonly name: string;
  readonly data: string;
  readonly note: string;
};

/** Words shorter than this nobody understands: they may reach over the farther lifelines. */
const LEAST_PX = 180;
const PADDING_PX = 12;

export function labelOf({ row, form }: Step, places: Places): Label {
  const leftPx = places.clientPx + (form === 'note' ? -6 : PADDING_PX);
  const room = places.widthPx - leftPx - 8;
  const toServer = serverPx(places, row.conn) - PADDING_PX - leftPx;
  const widthPx = form === 'note' ? room : Math.min(room, Math.max(LEAST_PX, toServer));
  const nsp = row.nsp === undefined || row.nsp === '/' ? undefined : row.nsp;
  const name = [row.event, nsp].filter((word) => word !== undefined).join(' ');
  return { leftPx, widthPx, name, data: row.data, note: row.note ?? '' };
}
