import type { ConnectionFacts, OverviewView } from '../../projections/overview/overview-view.ts';
import { formatCount, formatMs, formatPlural, formatSpan } from '../format.ts';

export type Told = {
  readonly facts: readonly ConnectionFacts[];
  readonly notes: number;
  /** Entries of Sockscope's own checks. */
  readonly own: OverviewView['own'];
  readonly nowMs: number;
};

/** What the lanes show, for whoever does not see them. */
export function alternativeOf({ facts, notes, own, nowMs }: Told, nameOf: (conn: number) => string): string {
  const sentences = [
    `${formatPlural(facts.length, 'connection')} in ${formatSpan(nowMs)}.`,
    ...facts.map((of) => `${nameOf(of.conn)}: ${partsOf(of, nowMs).join('; ')}.`),
    ...(notes > 0 ? [`${formatPlural(notes, 'note')}.`] : []),
    ...(own > 0 ? [`${formatPlural(own, 'entry', 'entries')} of Sockscope’s own checks are not in the lanes.`] : []),
  ];
  return sentences.join(' ');
}

function partsOf(facts: ConnectionFacts, nowMs: number): readonly string[] {
  return [
    ...pollingParts(facts),
    ...channelParts(facts, nowMs),
    ...upgradeParts(facts),
    formatPlural(facts.heartbeats, 'heartbeat'),
    ...gapParts(facts, nowMs),
    eventPart(facts),
    ...facts.marks.map(({ kind, count }) => (count === 1 ? kind : `${kind} ${formatCount(count)} times`)),
  ];
}

function pollingParts({ gets, posts, failedRequests }: ConnectionFacts): readonly string[] {
  if (gets + posts === 0) return ['no polling requests'];
  const failed = failedRequests > 0 ? `, ${formatCount(failedRequests)} failed` : '';
  return [
    `${formatPlural(gets + posts, 'polling request')} (${formatCount(gets)} GET, ${formatCount(posts)} POST${failed})`,
  ];
}

const ENDS = { open: 'not closed', closed: 'closed', cut: 'ended without a close frame', failed: 'failed' };
const NAMES = { websocket: 'WebSocket', webtransport: 'WebTransport' };

function channelParts({ channels, channelCount }: ConnectionFacts, nowMs: number): readonly string[] {
  if (channelCount === 0) return ['no channel'];
  const listed = channels.map(({ via, openedAt, to, end, frames }) => {
    if (openedAt === undefined) return `${NAMES[via]} ${end === 'open' ? 'opening' : 'never open'}`;
    return `${NAMES[via]} open ${formatSpan((to ?? nowMs) - openedAt)}, ${formatPlural(frames, 'frame')}, ${ENDS[end]}`;
  });
  const before = channelCount - channels.length;
  return [...(before > 0 ? [`${formatPlural(before, 'earlier channel')}`] : []), ...listed];
}

function upgradeParts({ upgradesMs, upgrades, failedUpgrades }: ConnectionFacts): readonly string[] {
  const before = upgrades - upgradesMs.length;
  return [
    ...(upgradesMs.length > 0 ? [`upgrade after ${upgradesMs.map(formatMs).join(', ')}`] : []),
    ...(before > 0 ? [formatPlural(before, 'earlier upgrade')] : []),
    ...(failedUpgrades > 0 ? [formatPlural(failedUpgrades, 'failed upgrade')] : []),
  ];
}

function gapParts({ gaps, gapCount }: ConnectionFacts, nowMs: number): readonly string[] {
  if (gapCount === 0) return [];
  const spans = gaps.map(({ from, to }) => formatSpan((to ?? nowMs) - from)).join(', ');
  return [`lost ${formatPlural(gapCount, 'time')} (${gapCount > gaps.length ? 'lastly ' : ''}${spans})`];
}

function eventPart({ sent, received, binary, acks }: ConnectionFacts): string {
  const more = [
    ...(binary > 0 ? [`${formatCount(binary)} binary`] : []),
    ...(acks > 0 ? [formatPlural(acks, 'ack')] : []),
  ];
  const said = `${formatPlural(sent, 'event')} sent, ${formatCount(received)} received`;
  return more.length > 0 ? `${said}, ${more.join(', ')}` : said;
}
