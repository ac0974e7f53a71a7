import type { Bar } from './bars.ts';
import type { Join } from './joins.ts';
import { ARROW_PX, serverPx, STEP_PX, type Places } from './places.ts';
import type { Step, Tone } from './step.ts';

/** How a path is painted: on the page by its stylesheet, in a file by the file's own. */
export type Look =
  | 'lifeline'
  | 'silence'
  | 'bar'
  | 'held'
  | 'edge'
  | 'join'
  | 'wire'
  | 'thin'
  | 'dashed'
  | 'dotted'
  | 'head'
  | 'open-head'
  | 'cross';

/** A path in the coordinates of its own row. */
export type Shape = { readonly look: Look; readonly tone: Tone; readonly d: string };

type Surroundings = { readonly places: Places; readonly bars: readonly Bar[]; readonly joins: readonly Join[] };

const HALF_BAR_PX = 4;
const LANE_PX = 10;
/** Of a row's height: the lifelines are broken here, where time was left out. */
const SILENCE_PX = 13;

/** What a row looks like, from the back to the front. */
export function shapesOf(step: Step, around: Surroundings): readonly Shape[] {
  return [
    ...lifelines(step, around),
    ...around.bars.flatMap((bar) => barShapes(bar, around)),
    ...joins(around),
    ...arrow(step, around),
  ];
}

function lifelines({ gapMs }: Step, { places }: Surroundings): readonly Shape[] {
  const xs = [places.clientPx, ...places.servers.values()];
  const from = gapMs === undefined ? 0 : SILENCE_PX;
  const down = xs.map((x) => `M${x + 0.5} ${from}V${STEP_PX}`).join('');
  const silence = `${xs.map((x) => `M${x + 0.5} 1V${from}`).join('')}M${places.clientPx - 28} 0.5H${places.widthPx}`;
  return [
    { look: 'lifeline', tone: 'quiet', d: down },
    ...(from === 0 ? [] : [{ look: 'silence' as const, tone: 'quiet' as const, d: silence }]),
  ];
}

function barShapes(bar: Bar, { places }: Surroundings): readonly Shape[] {
  const top = bar.begins && bar.isOwn ? ARROW_PX - 4 : 0;
  const bottom = bar.ends && bar.isOwn ? ARROW_PX + 4 : STEP_PX;
  const lefts = [laneLeft(serverPx(places, bar.conn), bar.lane)];
  if (bar.lane === 0) lefts.push(clientBarLeft(places, bar.conn));
  const look = bar.via === 'polling' ? 'held' : 'bar';
  return lefts.flatMap((left) => [
    { look, tone: 'quiet', d: `M${left} ${top}h${2 * HALF_BAR_PX}V${bottom}h${-2 * HALF_BAR_PX}z` },
    { look: 'edge', tone: 'quiet', d: outline(left, top, bottom, bar) },
  ]);
}

/** Its sides, and a lid where it begins or ends. */
function outline(left: number, top: number, bottom: number, { begins, ends }: Bar): string {
  const [x, right] = [left + 0.5, left + 2 * HALF_BAR_PX - 0.5];
  const lid = begins ? 'L' : 'M';
  const foot = ends ? 'L' : 'M';
  return `M${x} ${bottom}L${x} ${top}${lid}${right} ${top}L${right} ${bottom}${foot}${x} ${bottom}`;
}

function joins({ joins: pieces, places }: Surroundings): readonly Shape[] {
  const inner = places.clientPx - 8 - clientBarsPx(places);
  return pieces.map(({ lane, piece }) => {
    const x = inner - 4.5 - lane * 5;
    const foot = `H${inner}`;
    const down = {
      start: `M${x} ${STEP_PX}V${ARROW_PX}${foot}`,
      through: `M${x} 0V${STEP_PX}`,
      end: `M${x} 0V${ARROW_PX}${foot}`,
      open: `M${x} ${STEP_PX - 1}V${ARROW_PX}${foot}`,
    };
    return { look: 'join', tone: 'quiet', d: down[piece] };
  });
}

function arrow({ row, form, tone }: Step, around: Surroundings): readonly Shape[] {
  const { from, to } = ends(row.conn, around);
  const y = ARROW_PX + 0.5;
  switch (form) {
    case 'note':
      return [];
    case 'channel':
    case 'end':
      return [
        { look: 'wire', tone, d: `M${from} ${y - 1.5}H${to}M${from} ${y + 1.5}H${to}` },
        ...(form === 'end'
          ? [{ look: 'wire' as const, tone, d: `M${from + 6} ${y - 5}V${y + 5}M${to - 6} ${y - 5}V${y + 5}` }]
          : []),
      ];
    case 'lost': {
      const middle = Math.round((from + to) / 2);
      return [
        { look: 'dashed', tone, d: `M${from} ${y}H${middle - 8}M${middle + 8} ${y}H${to}` },
        { look: 'cross', tone, d: `M${middle - 5} ${y - 5}l10 10M${middle + 5} ${y - 5}l-10 10` },
      ];
    }
    default: {
      const line =
        form === 'exchange' ? 'dashed' : row.kind === 'malformed' ? 'dotted' : tone === 'heartbeat' ? 'thin' : 'wire';
      const isSent = row.direction === 'sent';
      return [
        { look: line, tone, d: isSent ? `M${from} ${y}H${to - 7}` : `M${from + 8} ${y}H${to}` },
        isSent
          ? { look: 'head', tone, d: `M${to} ${y}l-9 -4.5v9z` }
          : { look: 'open-head', tone, d: `M${from + 0.5} ${y}l8 -4v8z` },
      ];
    }
  }
}

/** An exchange reaches to its own bar; anything else to the lifeline, or to the edge of the channel's bar on it. */
function ends(conn: number, { places, bars }: Surroundings): { readonly from: number; readonly to: number } {
  const ofConn = bars.filter((bar) => bar.conn === conn);
  const own = ofConn.find(({ lane, isOwn }) => isOwn && lane > 0);
  const hasChannel = ofConn.some(({ lane }) => lane === 0);
  const server = serverPx(places, conn);
  const channel = hasChannel ? HALF_BAR_PX : 0;
  return { from: places.clientPx + channel, to: own ? laneLeft(server, own.lane) : server - channel };
}

function laneLeft(serverX: number, lane: number): number {
  return lane === 0 ? serverX - HALF_BAR_PX : serverX + 7 + (lane - 1) * LANE_PX;
}

function clientBarLeft(places: Places, conn: number): number {
  const order = Math.min(2, Math.max(0, [...places.servers.keys()].indexOf(conn)));
  return places.clientPx - HALF_BAR_PX - order * LANE_PX;
}

function clientBarsPx({ servers }: Places): number {
  return (Math.min(3, Math.max(1, servers.size)) - 1) * LANE_PX;
}
