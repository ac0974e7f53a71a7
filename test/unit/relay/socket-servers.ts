import { createServer } from 'node:http';
import { Server } from 'socket.io';
import OldServer from 'socket.io-v2';
import { listenOnFreePort } from '../../../src/practice/listen.ts';
import { afterwards } from './relaying.ts';

/** What a server saw of the request that opened a connection. */
export type Seen = Readonly<Record<string, string | string[] | undefined>>;

type Answering = {
  readonly handshake: { readonly headers: Seen };
  on(event: string, listener: (...args: unknown[]) => void): unknown;
};

export type SocketServer = { readonly url: string; readonly seen: readonly Seen[] };

/** Socket.IO 4 with its defaults: no CORS. */
export async function socketIo4(): Promise<SocketServer> {
  const http = createServer();
  const io = new Server(http);
  const seen: Seen[] = [];
  io.on('connection', (socket) => answer(socket, seen));
  afterwards(() => io.close());
  return { url: `http://127.0.0.1:${await listenOnFreePort(http, 0, '127.0.0.1')}`, seen };
}

/** Socket.IO 2, which lets pages of any origin in unless told otherwise; this one only its own. */
export async function socketIo2(): Promise<SocketServer> {
  const http = createServer();
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  const io = OldServer(http, { origins: `127.0.0.1:${port}` });
  const seen: Seen[] = [];
  io.on('connection', (socket) => answer(socket, seen));
  afterwards(() => new Promise<void>((done) => io.close(() => done())));
  return { url: `http://127.0.0.1:${port}`, seen };
}

function answer(socket: Answering, seen: Seen[]): void {
  seen.push(socket.handshake.headers);
  socket.on('echo', (...args) => {
    const reply = args.pop();
    if (typeof reply === 'function') reply(...args);
  });
}
