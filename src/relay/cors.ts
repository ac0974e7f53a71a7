import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

// How long a browser keeps the answer to a preflight; the URL of each poll is a new one all the same.
const PREFLIGHT_SECONDS = '600';

/** What lets the page at `origin` read an answer with these headers. */
export function corsHeaders(origin: string, readable: readonly string[] = []): OutgoingHttpHeaders {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    // By name: with credentials, `*` is a header of that name (Fetch, CORS protocol and credentials).
    ...(readable.length > 0 && { 'access-control-expose-headers': readable.join(', ') }),
    vary: 'Origin',
  };
}

/** The answer to the browser's question whether the page may send such a request: it may, with any method and header. */
export function preflightHeaders(origin: string, headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const method = headers['access-control-request-method'];
  const names = headers['access-control-request-headers'];
  return {
    ...corsHeaders(origin),
    ...(method !== undefined && { 'access-control-allow-methods': method }),
    ...(names !== undefined && { 'access-control-allow-headers': names }),
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
}
