import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { corsHeaders } from './cors.ts';

/** Something of the relay's own to say; the page at `origin` can read it. */
export function answerPage(response: ServerResponse, origin: string, status: number, body: object): void {
  if (response.headersSent) return;
  const headers: OutgoingHttpHeaders = { ...corsHeaders(origin), 'content-type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

/** To whoever may not use the relay: no CORS headers, no hint at what was missing. */
export function turnAway(response: ServerResponse): void {
  response.writeHead(403, { connection: 'close' }).end();
}
