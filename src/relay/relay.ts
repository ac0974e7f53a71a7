import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Admission, admittedOrigin, protocolWithToken, showsToken } from './admission.ts';
import { answerPage, turnAway } from './answer.ts';
import { readSmall } from './bounded.ts';
import { preflightHeaders } from './cors.ts';
import { forwardRequest } from './forward-request.ts';
import { forwardWebSocket } from './forward-websocket.ts';
import { Routes } from './routes.ts';
import { Opened } from './upstream.ts';

export type RelayOptions = {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly host: '127.0.0.1' | '::1';
  /** Of the pages that may use it. */
  readonly pageOrigins: readonly string[];
  readonly token: string;
};

export type Relay = { readonly url: string; close(): Promise<void> };

// Node takes 16 KiB of headers in a request; a route has no more to say.
const ROUTE_BYTES = 64 * 1024;

/** A token that nobody guesses, of characters that may stand in a header and in a subprotocol. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Starts the relay on loopback. */
export async function startRelay({ port, host, pageOrigins, token }: RelayOptions): Promise<Relay> {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server that listens on TCP has a port');
  const desk = new Desk({ pageOrigins, token, port: address.port });
  server.on('request', (request, response) => void desk.takeRequest(request, response));
  server.on('upgrade', (request, socket, head) => desk.takeHandshake(request, socket, head));
  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      desk.opened.destroyAll();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Looks at each request, and sends it where it belongs. */
class Desk {
  readonly opened = new Opened();
  readonly #routes = new Routes();
  readonly #admission: Admission;

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  async takeRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method, url = '' } = request;
    const origin = admittedOrigin(headers, this.#admission);
    if (origin === undefined) return turnAway(response);
    // A preflight is the browser's own question, and comes without the token.
    if (method === 'OPTIONS' && headers['access-control-request-method'] !== undefined) {
      response.writeHead(204, preflightHeaders(origin, headers)).end();
      return;
    }
    if (!showsToken(headers, this.#admission.token)) return turnAway(response);
    if (method === 'POST' && url === '/routes') return this.#openRoute(request, response, origin);
    const found = this.#routes.find(url);
    if (found) forwardRequest(request, response, { ...found, origin }, this.opened);
    else answerPage(response, origin, 404, { relay: 'There is no such route: connect again.' });
  }

  takeHandshake(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { headers, url = '' } = request;
    const isPage = admittedOrigin(headers, this.#admission) !== undefined;
    const shown = isPage ? protocolWithToken(headers, this.#admission.token) : undefined;
    const found = shown === undefined ? undefined : this.#routes.find(url);
    if (shown !== undefined && found && socket instanceof Socket)
      forwardWebSocket({ request, socket, head }, found, shown, this.opened);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  }

  async #openRoute(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
    const wish = await readSmall(request, ROUTE_BYTES);
    if (wish === undefined) return answerPage(response, origin, 413, { relay: 'The headers are too long.' });
    const route = this.#routes.open(wish);
    if (route.ok) answerPage(response, origin, 200, { route: route.value });
    else answerPage(response, origin, 400, { relay: route.error });
  }
}
