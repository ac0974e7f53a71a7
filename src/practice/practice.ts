import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { listenOnFreePort } from './listen.ts';
import { answerBinary } from './topics/binary.ts';
import { openChat } from './topics/chat.ts';
import { answerEcho } from './topics/echo.ts';
import { answerFlood } from './topics/flood.ts';
import { guardMembers } from './topics/members.ts';
import { answerAskMe } from './topics/question.ts';
import { openShop } from './topics/shop.ts';
import { answerTicker } from './topics/ticker.ts';
import { answerTrouble } from './topics/trouble.ts';

export type Timings = {
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  /** How long the server waits for the answer to its `question`. */
  readonly answerWithinMs: number;
  /** How long `silence` lasts: longer than `pingIntervalMs + pingTimeoutMs`, or the client will not notice. */
  readonly silenceMs: number;
};

export type PracticeOptions = {
  /** The first to try; 0 takes any. */
  readonly port: number;
  readonly host: string;
  readonly onlyTransports?: readonly ('polling' | 'websocket')[];
  readonly timings?: Partial<Timings>;
};

export type Practice = { readonly url: string; readonly port: number; close(): Promise<void> };

// A heartbeat every five seconds: a class sees several of them without waiting.
const TIMINGS: Timings = { pingIntervalMs: 5000, pingTimeoutMs: 4000, answerWithinMs: 10_000, silenceMs: 15_000 };

const LOOPBACK_ORIGIN = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Starts the practice server: a real Socket.IO server that does on request what servers do in the wild. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const timings = { ...TIMINGS, ...options.timings };
  const http = createServer((request, response) => {
    response.statusCode = request.url === '/' ? 200 : 404;
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(request.url === '/' ? 'This is the practice server of Sockscope: point Sockscope at it.\n' : '');
  });
  const io = new Server(http, {
    serveClient: false,
    cors: { origin: LOOPBACK_ORIGIN, credentials: true },
    // CORS does not hold for WebSocket, so a page from elsewhere is turned away here.
    allowRequest: (request, decide) => decide(undefined, isFromLoopback(request)),
    pingInterval: timings.pingIntervalMs,
    pingTimeout: timings.pingTimeoutMs,
    ...(options.onlyTransports && { transports: [...options.onlyTransports] }),
  });
  openNamespaces(io, timings);
  const port = await listenOnFreePort(http, options.port, options.host);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    async close() {
      const closed = io.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

/** A client that is no page (a terminal, a test) sends no origin. */
function isFromLoopback(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin === undefined || LOOPBACK_ORIGIN.test(origin);
}

function openNamespaces(io: Server, timings: Timings): void {
  io.on('connection', (socket) => {
    answerEcho(socket);
    answerAskMe(socket, timings.answerWithinMs);
    answerBinary(socket);
    answerTicker(socket);
    answerFlood(socket);
    answerTrouble(socket, timings.silenceMs);
  });
  openChat(io.of('/chat'));
  guardMembers(io.of('/members'));
  openShop(io.of('/shop'));
}
