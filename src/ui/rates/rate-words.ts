import type { RatesView, Talker, Traffic } from '../../projections/rates/rates-view.ts';
import { formatBytes, formatRate, formatSpan } from '../format.ts';

export type RateUnit = 'events' | 'bytes';

/** What the plot draws: a second, sent above zero and received below. `at` is the middle of each bucket. */
export type RateSeries = { readonly at: number[]; readonly sent: number[]; readonly received: number[] };

export function rateSeries(view: RatesView, unit: RateUnit): RateSeries {
  const { widthMs, now } = view;
  const sent = unit === 'events' ? view.sentEvents : view.sentBytes;
  const received = unit === 'events' ? view.receivedEvents : view.receivedBytes;
  const series: RateSeries = { at: [], sent: [], received: [] };
  for (let i = 0; i < sent.length; i++) {
    // The newest bucket has not had its whole time yet; of too little of it nothing can be said a second.
    const lastedMs = i === sent.length - 1 ? Math.max(widthMs / 4, Math.min(widthMs, now - i * widthMs)) : widthMs;
    series.at.push((i + 0.5) * widthMs);
    series.sent.push(((sent[i] ?? 0) * 1000) / lastedMs);
    series.received.push((-(received[i] ?? 0) * 1000) / lastedMs);
  }
  return series;
}

export function amountText(perSecond: number, unit: RateUnit): string {
  return unit === 'events' ? `${formatRate(perSecond)}/s` : `${formatBytes(Math.round(perSecond))}/s`;
}

/** What the plot shows, for those who do not see it. */
export function plotText(view: RatesView, unit: RateUnit): string {
  const { sent, received } = rateSeries(view, unit);
  const seconds = Math.max(1, (view.now - view.since) / 1000);
  const total = (traffic: Traffic) => (unit === 'events' ? traffic.events : traffic.bytes) / seconds;
  const way = (traffic: Traffic, most: number) =>
    `${amountText(total(traffic), unit)} on average, ${amountText(most, unit)} at most`;
  return [
    `${unit === 'events' ? 'Events' : 'Bytes'} a second over ${formatSpan(view.now - view.since)}`,
    `sent ${way(view.sent, Math.max(0, ...sent))}`,
    `received ${way(view.received, -Math.min(0, ...received))}`,
  ].join('; ');
}

/** "chat", "ack of chat", "message". */
export function talkerName({ event, kind, isRest }: Talker): string {
  if (isRest) return 'others together';
  if (kind === 'message') return 'message';
  if (kind === 'event') return event ?? '';
  return event === undefined ? 'ack of nothing' : `ack of ${event}`;
}

/** Bytes of heartbeats, handshakes and whatever else is no talker's. */
export function otherBytes({ talkers, talkerCount, sent, received }: RatesView): number | undefined {
  if (talkerCount > talkers.length) return undefined;
  return sent.bytes + received.bytes - talkers.reduce((sum, { bytes }) => sum + bytes, 0);
}
