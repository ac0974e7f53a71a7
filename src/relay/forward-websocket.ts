import { createProxyServer } from 'http-proxy-3';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { ownProtocols } from './admission.ts';
import { upstreamFailure } from './failures.ts';
import type { Passage } from './forward-request.ts';
import { cleanForBrowser, headersForTarget } from './passed-headers.ts';
import { limitConnectTime, type Opened } from './upstream.ts';

export type Handshake = { readonly request: IncomingMessage; readonly socket: Socket; readonly head: Buffer };

/** Passes a WebSocket handshake on, with the route's headers, and after it whatever crosses, byte by byte. */
export function forwardWebSocket(
  { request, socket, head }: Handshake,
  { route, path }: Omit<Passage, 'origin'>,
  tokenProtocol: string,
  opened: Opened,
): void {
  const { target } = route;
  const offersOthers = ownProtocols(request.headers).length > 0;
  request.url = path;
  request.headers = headersForTarget(request.headers, route);
  const proxy = createProxyServer({ target });
  let isAnswered = false;
  opened.add(socket);
  proxy.on('proxyReqWs', (outgoing) => {
    outgoing.once('socket', (upstream) => limitConnectTime(outgoing, upstream));
    opened.add(outgoing);
    socket.once('close', () => outgoing.destroy());
    outgoing.on('upgrade', ({ headers }, upstream) => {
      isAnswered = true;
      opened.add(upstream);
      cleanForBrowser(headers, target, path);
      // A browser gives up where none of the subprotocols that it offered comes back. Where it offered the person's
      // too, that is the server's answer, and to be seen.
      if (!offersOthers) headers['sec-websocket-protocol'] = tokenProtocol;
    });
    outgoing.on('response', ({ headers }) => {
      isAnswered = true;
      cleanForBrowser(headers, target, path);
    });
  });
  proxy.on('error', () => socket.destroy());
  proxy.ws(request, socket, head, {}, (error) => {
    if (!isAnswered) socket.write(plainAnswer(upstreamFailure(error, target)));
  });
}

/** No page can read it, but whoever looks at the traffic can. */
function plainAnswer({ status, relay }: { readonly status: number; readonly relay: string }): string {
  const body = JSON.stringify({ relay });
  const head = [
    `HTTP/1.1 ${status} ${status === 504 ? 'Gateway Timeout' : 'Bad Gateway'}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
