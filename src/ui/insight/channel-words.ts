import type { ChannelView, PollingView } from '../../projections/transport-view.ts';
import { formatBytes, formatCount, formatMs, formatPlural, formatRate, formatSpan } from '../format.ts';

/** How long it was or has been open: "26.9 ms", "5.3 s". */
export function openFor(channel: ChannelView, now: number): string {
  const ms = openForMs(channel, now);
  return ms < 1000 ? formatMs(ms) : formatSpan(ms);
}

function openForMs({ openedAt, endedAt }: ChannelView, now: number): number {
  return Math.max(0, (endedAt ?? now) - openedAt);
}

/** Both ways together. */
export function messageRate(channel: ChannelView, now: number): string {
  const seconds = openForMs(channel, now) / 1000;
  const messages = channel.sent.messages + channel.received.messages;
  // Of less than that nobody can say what it is a second.
  return seconds < 0.1 ? '' : formatRate(messages / seconds);
}

export function endWords({ end, endedAt }: ChannelView, isLive: boolean): string {
  if (!end) return endedAt === undefined && isLive ? 'open' : 'no end recorded';
  return end.kind === 'upgraded' ? `upgraded` : `${end.kind} ${end.text}`;
}

/** "3 GETs, held 12.0 ms on average and 25.0 ms at most, 1 empty · 2 POSTs · 1.5 packets a body". */
export function pollingWords(polling: PollingView): string {
  const { gets, holdMeanMs, holdMaxMs, emptyPolls, posts, failures, packetsPerGet, packetsPerPost, httpBytes } =
    polling;
  const held = holdMaxMs === 0 ? '' : `, held ${formatMs(holdMeanMs)} on average, ${formatMs(holdMaxMs)} at most`;
  const perPost = posts === 0 ? '' : ` of ${packetsEach(packetsPerPost)}`;
  return [
    `${formatPlural(gets, 'GET')}${packetsPerGet === 0 ? '' : ` of ${packetsEach(packetsPerGet)}`}${held}`,
    ...(emptyPolls > 0 ? [`${formatCount(emptyPolls)} empty`] : []),
    `${formatPlural(posts, 'POST')}${perPost}`,
    ...(failures > 0 ? [`${formatCount(failures)} failed`] : []),
    `${formatBytes(httpBytes)} of HTTP around it`,
  ].join(' · ');
}

function packetsEach(packets: number): string {
  const rounded = Math.round(packets * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'packet' : 'packets'}`;
}
