import type { IncomingHttpHeaders } from 'node:http';
import { ownProtocols } from './admission.ts';
import type { Route } from './routes.ts';

/** Carries a redirect's `Location`, made absolute. */
export const LOCATION_HEADER = 'x-sockscope-location';

// They tell the target of the page in front of the relay, or are the browser's word on that page.
const LEFT_BEHIND = /^(cookie|referer|sec-fetch-.*|x-sockscope-relay)$/;

// They would act on the relay's own origin, which stands for every target at once.
const NOT_FOR_THE_BROWSER =
  /^(access-control-.*|set-cookie|clear-site-data|strict-transport-security|alt-svc|nel|report-to|reporting-endpoints)$/;

/** What the target gets to see. */
export function headersForTarget(headers: IncomingHttpHeaders, { target, headers: added }: Route): IncomingHttpHeaders {
  const passed = Object.entries(headers).filter(([name]) => !LEFT_BEHIND.test(name));
  const protocols = ownProtocols(headers).join(', ');
  const { ['sec-websocket-protocol']: _, ...rest } = Object.fromEntries(passed);
  return {
    ...rest,
    ...(protocols !== '' && { 'sec-websocket-protocol': protocols }),
    host: new URL(target).host,
    // As if from a page of the target's own: it cannot know the app's, and the person's right to connect is not in
    // question. What the person typed goes over it, so an `Origin` can be tried out.
    origin: target,
    ...added,
  };
}

/** Takes out of the target's headers what would do harm in the browser; a redirect becomes something to be read. */
export function cleanForBrowser(headers: IncomingHttpHeaders, target: string, path: string): void {
  for (const name of Object.keys(headers)) if (NOT_FOR_THE_BROWSER.test(name)) Reflect.deleteProperty(headers, name);
  // A browser that follows a redirect to another host shows the token there, since it is a header of the page's.
  const { location } = headers;
  if (location === undefined) return;
  delete headers.location;
  const base = new URL(target + path);
  headers[LOCATION_HEADER] = URL.canParse(location, base) ? new URL(location, base).href : location;
}
