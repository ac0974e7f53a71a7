import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { afterEach } from 'vitest';
import { listenOnFreePort } from '../../../src/practice/listen.ts';
import { newToken, type Relay, startRelay } from '../../../src/relay/relay.ts';
import { relayPrefix } from '../../../src/wire/relay-url.ts';

/** Where the page that may use the relay would be served. */
export const PAGE = 'http://127.0.0.1:4173';

const ending: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** Ends something with the test. */
export function afterwards(end: () => unknown): void {
  ending.push(end);
}

export type TestRelay = Relay & { readonly token: string };

export async function relay(): Promise<TestRelay> {
  const token = newToken();
  const started = await startRelay({ port: 0, host: '127.0.0.1', pageOrigins: [PAGE], token });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await started.close();
    isOpen = false;
  };
  afterwards(close);
  return { ...started, token, close };
}

/** The headers of a request that the page makes. */
export function asPage({ token }: TestRelay): Record<string, string> {
  return { Origin: PAGE, 'X-Sockscope-Relay': token };
}

/** Asks for a route as the page does, and gives the answer as it came. */
export function askRoute(
  of: TestRelay,
  wish: unknown,
  headers: Record<string, string> = asPage(of),
): Promise<Response> {
  const body = typeof wish === 'string' ? wish : JSON.stringify(wish);
  return fetch(`${of.url}/routes`, { method: 'POST', headers, body });
}

/** The path on the relay behind which `target` stands. */
export async function route(of: TestRelay, target: string, headers: Record<string, string> = {}): Promise<string> {
  const answer: unknown = await (await askRoute(of, { target, headers })).json();
  const { route: number }: { route?: unknown } = Object(answer);
  if (typeof number !== 'number') throw new Error(`no route: ${JSON.stringify(answer)}`);
  return relayPrefix(number, target);
}

/** What the page gets from `path` of the target. */
export async function get(targetUrl: string, path = '/', init: RequestInit = {}): Promise<Response> {
  const through = await relay();
  return fetch(`${through.url}${await route(through, targetUrl)}${path}`, {
    headers: asPage(through),
    redirect: 'manual',
    ...init,
  });
}

/** The sentence that the relay says itself. */
export async function said(answer: Response): Promise<string> {
  const { relay: sentence }: { relay?: unknown } = Object(await answer.json());
  return String(sentence);
}

/** A plain HTTP server on a free port, closed after the test. */
export async function target(listener: RequestListener, server: HttpServer = createServer()): Promise<string> {
  server.on('request', listener);
  const port = await listenOnFreePort(server, 0, '127.0.0.1');
  afterwards(() => (server.closeAllConnections(), new Promise((done) => server.close(done))));
  return `http://127.0.0.1:${port}`;
}

/** The official client, as it would go through the relay in the page; not connected yet. */
export function client(of: TestRelay, prefix: string, transport: 'polling' | 'websocket'): Socket {
  const socket = io(of.url, {
    path: `${prefix}/socket.io/`,
    transports: [transport],
    // A browser shows the token in a header on requests, and as a subprotocol on a WebSocket.
    ...(transport === 'polling'
      ? { extraHeaders: asPage(of) }
      : { extraHeaders: { Origin: PAGE }, protocols: [`sockscope-relay.${of.token}`] }),
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
  afterwards(() => socket.close());
  return socket;
}

/** The arguments of the next `event`. */
export function next(socket: Socket, event: string): Promise<readonly unknown[]> {
  return new Promise((resolve) => socket.once(event, (...args: readonly unknown[]) => resolve(args)));
}

export async function connected(socket: Socket): Promise<Socket> {
  const outcome = Promise.race([
    next(socket, 'connect'),
    next(socket, 'connect_error').then(([error]) => Promise.reject(error)),
  ]);
  socket.connect();
  await outcome;
  return socket;
}
