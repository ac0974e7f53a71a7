import type { WireEvent } from '../wire/wire-event.ts';

/** What of a WireEvent stands in no column, as JSON; undefined where there is nothing. */
export function extrasOf(event: WireEvent): string | undefined {
  const rest = restOf(event);
  const { probe, more } = event;
  if (probe !== undefined || more) return JSON.stringify({ ...rest, probe, more });
  return rest && JSON.stringify(rest);
}

function restOf(event: WireEvent): object | undefined {
  switch (event.kind) {
    case 'frame':
      return undefined;
    case 'opened':
      return { url: event.url };
    case 'closed':
      return { code: event.code, reason: event.reason, clean: event.clean };
    case 'failed':
      return { message: event.message };
    case 'request':
      return { method: event.method, url: event.url, headers: event.headers };
    case 'response':
      return { status: event.status, headers: event.headers };
    case 'client':
      return { event: event.event, nsp: event.nsp, detail: event.detail };
    case 'user':
      return { action: event.action, detail: event.detail };
  }
}
