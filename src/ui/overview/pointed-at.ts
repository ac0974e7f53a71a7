import {
  SERIES,
  type BeatView,
  type ConnectionLanesView,
  type GapView,
  type LaneName,
  type OverviewView,
  type PollView,
  type SpanView,
} from '../../projections/overview/overview-view.ts';
import { formatCount, formatMs, formatPlural, formatSpan } from '../format.ts';
import { channelLabel, markLabel, noteLabel } from './lane-words.ts';

const REACH_PX = 6;
const MINUTE_MS = 60_000;

export type Place = {
  readonly conn: number;
  readonly lane: LaneName;
  readonly atMs: number;
  readonly msPerPx: number;
  readonly nowMs: number;
};

/** What lies under the pointer, in words: name, duration, count. Empty where nothing does. */
export function wordsAt(told: OverviewView, place: Place): string {
  const lanes = told.connections.find(({ conn }) => conn === place.conn);
  if (!lanes) return '';
  const gap = spanAt(lanes.gaps.filter(isShown), place);
  const own = ownWords(told, lanes, place);
  return [own, gap && gapWords(gap, place.nowMs)].filter((words) => words !== '' && words !== undefined).join(' · ');
}

/** An open one that nobody tries to end is an end and no gap. */
function isShown({ to, attempts }: GapView): boolean {
  return to !== undefined || attempts > 0;
}

function ownWords(told: OverviewView, lanes: ConnectionLanesView, place: Place): string {
  switch (place.lane) {
    case 'polling':
      return pollingWords(lanes, place);
    case 'channel':
      return channelWords(lanes, place);
    case 'heartbeat':
      return beatWords(spanAt(lanes.beats, place) ?? lanes.beats.find(({ pingAt }) => isNear(pingAt, place)), place);
    case 'events':
      return eventWords(told, lanes, place);
    case 'client':
      return clientWords(told, lanes, place);
  }
}

function pollingWords({ gets, posts, upgrades }: ConnectionLanesView, place: Place): string {
  const upgrade = upgrades.find(({ upgradedAt }) => isNear(upgradedAt, place));
  if (upgrade?.tookMs !== undefined) return `upgrade after ${formatMs(upgrade.tookMs)}`;
  const found = [
    ['GET', spanAt(gets, place)],
    ['POST', spanAt(posts, place)],
  ] as const;
  return found.flatMap(([method, poll]) => (poll ? [pollWords(method, poll, place.nowMs)] : [])).join(' · ');
}

function pollWords(method: string, { from, to, how, count }: PollView, nowMs: number): string {
  const lasted = formatLasted((to ?? nowMs) - from);
  return count > 1
    ? `${formatCount(count)} ${method}s in ${lasted}`
    : `${method} ${how} ${how === 'waiting' ? 'for' : 'after'} ${lasted}`;
}

function channelWords({ channels, upgrades }: ConnectionLanesView, place: Place): string {
  const upgrade = spanAt(upgrades, place);
  const channel = spanAt(channels, place);
  const probed =
    upgrade?.answeredAt === undefined ? [] : [`probe answered in ${formatMs(upgrade.answeredAt - upgrade.from)}`];
  if (!channel) return probed.join('');
  const ends = { open: [], closed: ['closed'], cut: ['no close frame'], failed: ['failed'] }[channel.end];
  return [channelLabel(channel, place.nowMs), ...ends, ...probed].join(' · ');
}

function beatWords(beat: BeatView | undefined, { nowMs }: Place): string {
  if (!beat) return '';
  const { from, to = nowMs, pingAt, pongAt, count } = beat;
  if (count > 1) return formatPlural(count, 'heartbeat');
  if (pingAt === undefined) return to <= nowMs ? 'no ping came' : `ping due, dead after ${formatMs(to - from)}`;
  return pongAt === undefined ? 'ping, not answered' : `ping, answered in ${formatMs(pongAt - pingAt)}`;
}

function eventWords({ fromMs, bucketMs }: OverviewView, { density }: ConnectionLanesView, { atMs }: Place): string {
  const bucket = Math.floor((atMs - fromMs) / bucketMs) * SERIES;
  const counts = Array.from({ length: SERIES }, (_, i) => density[bucket + i] ?? 0);
  const side = (from: number, word: string): readonly string[] => {
    const [events = 0, binary = 0, acks = 0] = counts.slice(from, from + SERIES / 2);
    if (events + binary + acks === 0) return [];
    const ofThem = [
      ...(binary > 0 ? [`${formatCount(binary)} binary`] : []),
      ...(acks > 0 ? [formatPlural(acks, 'ack')] : []),
    ];
    return [`${formatCount(events + binary + acks)} ${word}${ofThem.length > 0 ? ` (${ofThem.join(', ')})` : ''}`];
  };
  const said = [...side(0, 'sent'), ...side(SERIES / 2, 'received')];
  return said.length === 0 ? '' : `${said.join(', ')} in ${formatLasted(bucketMs)}`;
}

function clientWords(told: OverviewView, { conn, marks }: ConnectionLanesView, place: Place): string {
  const note = told.notes.find((each) => each.conn === conn && isNear(each.at, place));
  const mark = nearest(marks, place);
  return [...(mark ? [markLabel(mark)] : []), ...(note ? [noteLabel(note)] : [])].join(' · ');
}

function gapWords({ from, to, attempts }: GapView, nowMs: number): string {
  return `lost ${formatSpan((to ?? nowMs) - from)} · ${formatPlural(attempts, 'attempt')}`;
}

function spanAt<Of extends SpanView>(spans: readonly Of[], { atMs, msPerPx, nowMs }: Place): Of | undefined {
  const slack = 2 * msPerPx;
  return spans.findLast(({ from, to = nowMs }) => from - slack <= atMs && atMs <= to + slack);
}

function nearest<Of extends { readonly at: number }>(moments: readonly Of[], place: Place): Of | undefined {
  const near = moments.filter(({ at }) => isNear(at, place));
  return near.toSorted((a, b) => Math.abs(a.at - place.atMs) - Math.abs(b.at - place.atMs))[0];
}

function isNear(at: number | undefined, { atMs, msPerPx }: Place): boolean {
  return at !== undefined && Math.abs(at - atMs) <= REACH_PX * msPerPx;
}

/** Below a minute to the millisecond, down to "0.2 ms". */
export function formatLasted(ms: number): string {
  if (ms < 0.1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 10_000) return formatMs(ms);
  return ms < MINUTE_MS ? `${(ms / 1000).toFixed(2)} s` : formatSpan(ms);
}
