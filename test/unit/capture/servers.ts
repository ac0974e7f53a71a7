import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { attach as attachEngine6 } from 'engine.io';
import engine3 from 'engine.io-v3';
import { Server, type ServerOptions } from 'socket.io';
import { Server as Server3 } from 'socket.io-v3';
import openServer1 from 'socket.io-v1';
import openServer2 from 'socket.io-v2';
import { afterEach } from 'vitest';
import { behave } from '../../servers/behaviour.ts';

export type Started = {
  readonly url: string;
  readonly port: number;
  /** How many Engine.IO sessions it has. */
  sessions(): number;
  /** As if it were killed. */
  close(): Promise<void>;
};

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((close) => close()));
});

/** What every version of Socket.IO, or its engine, counts. */
type Counting = { readonly clientsCount: number };

export async function serve(attach: (http: HttpServer) => Counting, port = 0): Promise<Started> {
  const http = createServer((_, response) => response.writeHead(404).end('not here'));
  const engine = attach(http);
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(http.listen(port, '127.0.0.1'), 'listening');
  const close = async (): Promise<void> => {
    if (!http.listening) return;
    const closed = once(http, 'close');
    http.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  running.push(close);
  const { port: taken } = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, port: taken, sessions: () => engine.clientsCount, close };
}

export function socketIo4(options: Partial<ServerOptions> = {}) {
  return (http: HttpServer): Counting => {
    const io = new Server(http, options);
    behave(io, 'socket.io 4.8');
    return io.engine;
  };
}

export function socketIo3(http: HttpServer): Counting {
  const io = new Server3(http);
  behave(io, 'socket.io 3.1');
  return engineOf(io);
}

export function socketIo2(http: HttpServer): Counting {
  const io = openServer2(http);
  behave(io, 'socket.io 2.5');
  return engineOf(io);
}

export function socketIo1(http: HttpServer): Counting {
  const io = openServer1(http);
  behave(io, 'socket.io 1.7');
  return engineOf(io);
}

export function engineIo6(path = '/engine.io/') {
  return (http: HttpServer): Counting => {
    const engine = attachEngine6(http, { path });
    engine.on('connection', (socket) => socket.on('message', (message: string | Buffer) => socket.send(message)));
    return engine;
  };
}

export function engineIo3(http: HttpServer): Counting {
  const engine = engine3.attach(http);
  engine.on('connection', (socket) => socket.on('message', (message) => socket.send(message)));
  return engine as unknown as Counting;
}

function engineOf(io: object): Counting {
  return (Reflect.get(io, 'eio') ?? Reflect.get(io, 'engine')) as Counting;
}
