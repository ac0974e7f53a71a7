import type { LaneName } from '../../projections/overview/overview-view.ts';

export type LaneBox = { readonly name: LaneName; readonly top: number; readonly height: number };

/** The lanes of one connection. Heights and places in px, from the top of the first. */
export type Block = {
  readonly conn: number;
  readonly top: number;
  readonly height: number;
  readonly isFolded: boolean;
  readonly lanes: readonly LaneBox[];
};

const OPEN: readonly (readonly [LaneName, number])[] = [
  ['polling', 17],
  ['channel', 16],
  ['heartbeat', 16],
  ['events', 44],
  ['client', 16],
];
const FOLDED: typeof OPEN = [
  ['channel', 12],
  ['events', 18],
];
const NARROW_EVENTS_PX = 34;

/** From this one on, a connection shows two lanes until the person wants all. */
const FOLDED_FROM = 2;

export function isFoldedAtFirst(place: number): boolean {
  return place >= FOLDED_FROM;
}

export function blocksOf(
  conns: readonly number[],
  isFolded: (conn: number, place: number) => boolean,
  isNarrow: boolean,
): readonly Block[] {
  let top = 0;
  return conns.map((conn, place) => {
    const folded = isFolded(conn, place);
    const lanes: LaneBox[] = [];
    const start = top;
    for (const [name, usual] of folded ? FOLDED : OPEN) {
      const height = isNarrow && !folded && name === 'events' ? NARROW_EVENTS_PX : usual;
      lanes.push({ name, top, height });
      top += height;
    }
    return { conn, top: start, height: top - start, isFolded: folded, lanes };
  });
}

export function heightOf(blocks: readonly Block[]): number {
  const last = blocks.at(-1);
  return last ? last.top + last.height : 0;
}

export function laneAt(
  blocks: readonly Block[],
  y: number,
): { readonly block: Block; readonly lane: LaneBox } | undefined {
  for (const block of blocks)
    for (const lane of block.lanes) if (y >= lane.top && y < lane.top + lane.height) return { block, lane };
  return undefined;
}
