import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Server as Engine } from 'engine.io';
import engine3 from 'engine.io-v3';
import express from 'express';
import { Server } from 'socket.io';
import { Server as Server3 } from 'socket.io-v3';
import type { ConnectForm } from '../../src/capture/connect-options.ts';
import { startChild } from '../servers/child.ts';
import { parser } from './message-pack.ts';
import { serveIo1, serveIo2 } from './serving-old.ts';
import { greet, OPEN_CORS, serve, serveIo, type Served } from './serving.ts';

/** A set-up that nothing is wrong with. */
export type Healthy = {
  readonly name: string;
  start(): Promise<{ readonly url: string; readonly form?: Partial<ConnectForm>; close(): Promise<void> }>;
  /** Why it cannot be had on this machine. */
  missing?(): string | undefined;
};

export const HEALTHY: readonly Healthy[] = [
  { name: 'Socket.IO 4', start: () => serveIo() },
  {
    name: 'Socket.IO 4, WebSocket only',
    start: () => withForm(serveIo({ transports: ['websocket'] }), { transports: 'websocket' }),
  },
  {
    name: 'Socket.IO 4, polling only',
    start: () => withForm(serveIo({ transports: ['polling'] }), { transports: 'polling' }),
  },
  { name: 'Socket.IO 4 in Express', start: serveExpress },
  { name: 'Socket.IO 4 with MessagePack', start: () => serveIo({ parser }) },
  { name: 'Socket.IO 4 with allowEIO3', start: () => serveIo({ allowEIO3: true }) },
  {
    name: 'Socket.IO 4 with allowEIO3, client of version 2',
    start: () => withForm(serveIo({ allowEIO3: true }), { protocol: 'v2' }),
  },
  { name: 'Socket.IO 4 with namespaces, auth and recovery', start: serveGuarded },
  { name: 'Socket.IO 3.1', start: serveIo3 },
  { name: 'Socket.IO 2.5', start: () => serveIo2() },
  { name: 'Socket.IO 1.7', start: () => serveIo1() },
  { name: 'Engine.IO 6', start: serveEngine },
  { name: 'Engine.IO 3', start: serveEngine3 },
  { name: 'python-socketio on aiohttp', start: servePython, missing: missingPython },
];

async function withForm(serving: Promise<Served>, form: Partial<ConnectForm>) {
  return { ...(await serving), form };
}

async function serveExpress(): Promise<Served> {
  const app = express();
  app.get('/', (_, response) => void response.send('Hello'));
  const http = createServer(app);
  new Server(http, { cors: OPEN_CORS }).on('connection', greet);
  return serve(http);
}

async function serveGuarded() {
  const served = await serveIo({ connectionStateRecovery: {} });
  served.io.of('/orders').on('connection', greet);
  for (const nsp of ['/', '/orders']) {
    served.io.of(nsp).use((socket, next) => next(socket.handshake.auth['token'] === 'a' ? undefined : new Error('no')));
  }
  return { ...served, form: { namespaces: '/, /orders', auth: '{"token": "a"}' } };
}

async function serveIo3(): Promise<Served> {
  const http = createServer();
  new Server3(http, { cors: OPEN_CORS }).on('connection', (socket: { emit(event: string, arg: string): void }) =>
    socket.emit('welcome', 'hello'),
  );
  return serve(http);
}

async function serveEngine() {
  const http = createServer();
  const engine = new Engine({ cors: OPEN_CORS });
  engine.attach(http, { path: '/engine.io/' });
  engine.on('connection', (socket: { send(text: string): void }) => socket.send('hello'));
  return { ...(await serve(http)), form: { path: '/engine.io/', protocol: 'eio4' } as const };
}

async function serveEngine3() {
  const http = createServer();
  engine3.attach(http, { path: '/engine.io/' }).on('connection', (socket) => socket.send('hello'));
  return { ...(await serve(http)), form: { path: '/engine.io/', protocol: 'eio3' } as const };
}

// Debian's own: another one first on the PATH has none of its packages.
const PYTHON = '/usr/bin/python3';

function missingPython(): string | undefined {
  return existsSync('/usr/lib/python3/dist-packages/socketio') ? undefined : 'python3-socketio is not installed';
}

function servePython(): Promise<Pick<Served, 'url' | 'close'>> {
  return startChild(PYTHON, [fileURLToPath(new URL('healthy.py', import.meta.url))]);
}
