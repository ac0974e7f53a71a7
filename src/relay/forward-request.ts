import { createProxyServer } from 'http-proxy-3';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPage } from './answer.ts';
import { BODY_LIMIT_BYTES, watchSize } from './bounded.ts';
import { corsHeaders } from './cors.ts';
import { upstreamFailure } from './failures.ts';
import { cleanForBrowser, headersForTarget } from './passed-headers.ts';
import type { Route } from './routes.ts';
import { limitConnectTime, type Opened } from './upstream.ts';

export type Passage = { readonly route: Route; readonly path: string; readonly origin: string };

/** Passes a request on to the route's target, and its answer back, both as streams. */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { route, path, origin }: Passage,
  opened: Opened,
): void {
  const { target } = route;
  if (Number(request.headers['content-length']) > BODY_LIMIT_BYTES) return refuseTooLarge(request, response, origin);
  request.url = path;
  request.headers = headersForTarget(request.headers, route);
  // One for each request: its events then need no telling apart.
  const proxy = createProxyServer({ target });
  proxy.on('proxyReq', (outgoing, _request, _response, _options, upstream) => {
    limitConnectTime(outgoing, upstream);
    opened.add(outgoing);
    response.once('close', () => outgoing.destroy());
  });
  proxy.on('proxyRes', (incoming) => {
    cleanForBrowser(incoming.headers, target, path);
    Object.assign(incoming.headers, corsHeaders(origin, Object.keys(incoming.headers)));
    watchSize(incoming, () => response.destroy());
    // Cut off by the server: the page must not wait for the rest.
    incoming.once('close', () => incoming.complete || response.destroy());
  });
  proxy.on('error', () => response.destroy());
  watchSize(request, () => refuseTooLarge(request, response, origin));
  proxy.web(request, response, {}, (error) => {
    if (response.headersSent) return;
    const { status, relay } = upstreamFailure(error, target);
    answerPage(response, origin, status, { relay });
  });
}

function refuseTooLarge(request: IncomingMessage, response: ServerResponse, origin: string): void {
  answerPage(response, origin, 413, { relay: `The relay passes on at most ${BODY_LIMIT_BYTES} bytes in one request.` });
  // Read to its end, and thrown away: a browser that is cut off while it sends does not read the answer.
  request.unpipe();
  request.resume();
}
