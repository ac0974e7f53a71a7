import type { RatesView, Traffic } from '../../projections/rates/rates-view.ts';
import { formatBytes, formatRate } from '../format.ts';

/** Over the time from the first entry on, or just now while the session goes on. */
export function figureRates(view: RatesView, isLive: boolean): { sent: string; received: string; bytes: string } {
  const seconds = Math.max(1, (view.now - view.since) / 1000);
  const events = ({ events, eventsPerSecond }: Traffic) => formatRate(isLive ? eventsPerSecond : events / seconds);
  const bytes = ({ bytes, bytesPerSecond }: Traffic) => (isLive ? bytesPerSecond : bytes / seconds);
  return {
    sent: events(view.sent),
    received: events(view.received),
    bytes: formatBytes(Math.round(bytes(view.sent) + bytes(view.received))),
  };
}
