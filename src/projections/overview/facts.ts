import type { ConnectionLanes } from './lanes.ts';
import { MARKS } from './marks.ts';
import type { Run } from './merge.ts';
import type { Overview } from './overview.ts';
import type { ConnectionFacts } from './overview-view.ts';
import type { Spans } from './spans.ts';
import { channelView, gapView } from './view.ts';

const LISTED = 5;

/** Totals of each connection, by number. */
export function factsOf({ connections }: Overview): readonly ConnectionFacts[] {
  return connections.toSorted((a, b) => a.conn - b.conn).map(ofConnection);
}

function ofConnection(lanes: ConnectionLanes): ConnectionFacts {
  const { sent, received, exchanges, channels, upgrades, beats, gaps } = lanes;
  return {
    conn: lanes.conn,
    gets: exchanges.gets.length,
    posts: exchanges.posts.length,
    failedRequests: exchanges.failed,
    channels: newest(channels).map((run) => channelView(lanes, run)),
    channelCount: channels.length,
    upgradesMs: newest(upgrades)
      .map(({ first }) => upgrades.upgradedAt.at(first) - upgrades.openAt.at(first))
      .filter((ms) => !Number.isNaN(ms)),
    upgrades: upgrades.done,
    failedUpgrades: upgrades.failed,
    heartbeats: beats.pinged,
    gaps: newest(gaps).map((run) => gapView(lanes, run)),
    gapCount: gaps.length,
    sent: sent.event.length + sent.binary.length,
    received: received.event.length + received.binary.length,
    binary: sent.binary.length + received.binary.length,
    acks: sent.ack.length + received.ack.length,
    marks: marksOf(lanes),
  };
}

/** A run each. */
function newest(spans: Spans): readonly Run[] {
  const first = Math.max(0, spans.length - LISTED);
  return Array.from({ length: spans.length - first }, (_, i) => {
    const at = first + i;
    const to = spans.isOpen(at) ? Infinity : spans.end.at(at);
    return { first: at, next: at + 1, from: spans.start.at(at), to };
  });
}

function marksOf({ marks }: ConnectionLanes): ConnectionFacts['marks'] {
  const counts = MARKS.map(() => 0);
  for (let i = 0; i < marks.length; i++) counts[marks.kind.at(i)] = (counts[marks.kind.at(i)] ?? 0) + 1;
  return MARKS.flatMap((kind, number) => {
    const count = counts[number] ?? 0;
    return count === 0 ? [] : [{ kind, count }];
  });
}
