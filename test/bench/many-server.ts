// Namespaces that talk to every client at a steady pace, in a process of their own.
import { createServer } from 'node:http';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { Server } from 'socket.io';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { NAMESPACES, type ManyOrder } from './many-order.ts';

const TICK_MS = 20;

const http = createServer();
const io = new Server(http, { cors: { origin: true } });
for (const nsp of NAMESPACES) {
  io.of(nsp).on('connection', (socket) => socket.on('begin', (order: ManyOrder) => void talkToAll(order)));
}

// However the bench ends, this ends with it.
process.on('disconnect', () => process.exit());
process.on('message', () => process.send?.({}));
process.send?.({ url: `http://127.0.0.1:${await listenOnFreePort(http, 0, '127.0.0.1')}` });

/** Each socket hears `tick` with its own running number from 0. */
async function talkToAll({ perSecond, seconds }: ManyOrder): Promise<void> {
  const sockets = (await Promise.all(NAMESPACES.map((nsp) => io.of(nsp).fetchSockets()))).flat();
  const startedAt = performance.now();
  const count = perSecond * seconds;
  for (let n = 0; n < count;) {
    const due = Math.min(count, ((performance.now() - startedAt) / 1000) * perSecond);
    for (; n < due; n++) for (const socket of sockets) socket.emit('tick', { n, of: socket.id });
    await wait(TICK_MS);
  }
}
