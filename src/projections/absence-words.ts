import type { ClientEvent } from '../wire/wire-event.ts';
import { msText } from './words.ts';

/** What a row says of the tab's comings and goings; undefined for whatever else a client reports. */
export function absenceWords({
  event,
  detail,
}: ClientEvent): { readonly data: string; readonly note?: string } | undefined {
  const { hiddenMs, frozenMs, pausedMs }: Readonly<Record<string, unknown>> = Object(detail);
  switch (event) {
    case 'page_hidden':
      return { data: 'the tab is in the background' };
    case 'page_visible':
      return { data: 'the tab is in view again', ...after(hiddenMs) };
    case 'page_frozen':
      return { data: 'the browser froze the tab' };
    case 'page_resumed':
      return { data: 'the browser lets the tab run again', ...after(frozenMs) };
    case 'worker_paused':
      return { data: 'nothing ran here', ...(typeof pausedMs === 'number' && { note: `for ${msText(pausedMs)}` }) };
    default:
      return undefined;
  }
}

function after(ms: unknown): { readonly note?: string } {
  return typeof ms === 'number' ? { note: `after ${msText(ms)}` } : {};
}
