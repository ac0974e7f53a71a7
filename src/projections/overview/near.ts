import type { Column } from './column.ts';
import type { ConnectionLanes } from './lanes.ts';
import type { Overview } from './overview.ts';
import type { RowId } from '../row.ts';
import type { Timeline } from '../timeline.ts';
import type { LaneName, NearAsk } from './overview-view.ts';

/** Moments in ascending order, and the entry of each. */
type Series = { readonly at: Column; readonly seq: Column };

/** The entry in a lane that is nearest to a moment; undefined where the lane is empty. */
export function entryNear({ connections }: Overview, { atMs, conn, lane }: NearAsk): number | undefined {
  const lanes = connections.find((of) => of.conn === conn);
  let best: { readonly seq: number; readonly distance: number } | undefined;
  for (const { at, seq } of lanes ? seriesOf(lanes, lane) : []) {
    const after = at.firstFrom(atMs);
    for (const i of [after - 1, after]) {
      const distance = Math.abs(at.at(i) - atMs);
      if (i >= 0 && i < at.length && distance < (best?.distance ?? Infinity)) best = { seq: seq.at(i), distance };
    }
  }
  return best?.seq;
}

function seriesOf(lanes: ConnectionLanes, lane: LaneName): readonly Series[] {
  const { exchanges, channels, upgrades, beats, marks, sent, received } = lanes;
  switch (lane) {
    case 'polling':
      return [exchanges.gets, exchanges.posts].map(({ start, seq }) => ({ at: start, seq }));
    case 'channel':
      return [channels, upgrades].map(({ start, seq }) => ({ at: start, seq }));
    case 'heartbeat':
      return [{ at: beats.start, seq: beats.seq }];
    case 'events':
      return [...sent.all, ...received.all];
    case 'client':
      return [marks];
  }
}

const KINDS: Readonly<Record<LaneName, RegExp>> = {
  polling: /^request$/,
  channel: /^(opened|closed|failed|ping|upgrade)$/,
  heartbeat: /^(ping|open)$/,
  events: /^(EVENT|BINARY_EVENT|ACK|BINARY_ACK|message)$/,
  client: /./,
};

/** The row to select for a place in a lane: of an HTTP body, the packet that the lane shows. */
export function rowNear(overview: Overview, timeline: Timeline, ask: NearAsk): RowId | undefined {
  const entry = entryNear(overview, ask);
  if (entry === undefined) return undefined;
  const { columns } = timeline;
  const first = columns.firstOf(entry);
  for (let row = first; row < columns.length && columns.seq(row) === entry; row++)
    if (KINDS[ask.lane].test(columns.kind(row))) return timeline.idOf(row);
  return first < columns.length && columns.seq(first) === entry ? timeline.idOf(first) : undefined;
}
