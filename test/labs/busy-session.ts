import { setTimeout as sleep } from 'node:timers/promises';
import type { Server, Socket } from 'socket.io';
import { proxyDropsUpgrade } from './causes/t1-proxy-drops-upgrade.ts';
import { serveIo } from './serving.ts';

/** What the session of `startBusy` holds at least, however long the machine takes. */
export const BUSY = { events: 5000, heartbeats: 30, reconnects: 3 } as const;

const HEARTBEAT = { pingInterval: 300, pingTimeout: 700 } as const;
const BURST = 100;
const BURST_EVERY_MS = 200;
const BURSTS = BUSY.events / BURST;
/** The bursts after which the server cuts the connection, as a restart would. */
const CUT_AFTER: readonly number[] = [12, 26, 40];
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

export type Busy = {
  /** A connection here upgrades, is flooded, and is cut now and then; it sends `BUSY.events` once `play` is called. */
  readonly url: string;
  /** The same kind of server behind a proxy that lets no upgrade through. */
  readonly pollingOnlyUrl: string;
  /** Sends everything; ends when all of it has been sent. */
  play(): Promise<void>;
  close(): Promise<void>;
};

/** Two servers for one busy session: upgraded and failed, cut and back, with heartbeats, floods, acks and bytes. */
export async function startBusy(): Promise<Busy> {
  const served = await serveIo(HEARTBEAT, greet);
  const behindProxy = await proxyDropsUpgrade.start();
  served.io.of('/market').on('connection', greet);
  return {
    url: served.url,
    pollingOnlyUrl: behindProxy.url,
    play: () => play(served.io),
    async close() {
      await behindProxy.close();
      await served.close();
    },
  };
}

function greet(socket: Socket): void {
  socket.emit('welcome', { you: socket.id });
  socket.on('order', (order: unknown, done: unknown) => {
    if (typeof done === 'function') setTimeout(() => void done({ ok: true, order }), 40);
  });
}

async function play(io: Server): Promise<void> {
  for (let burst = 0; burst < BURSTS; burst++) {
    await someone(io);
    for (let i = 0; i < BURST; i++) say(io, burst * BURST + i);
    if (CUT_AFTER.includes(burst)) for (const socket of io.sockets.sockets.values()) socket.conn.close();
    await sleep(BURST_EVERY_MS);
  }
}

/** Nobody hears what is said while the connection is away. */
async function someone(io: Server): Promise<void> {
  while (io.of('/market').sockets.size === 0) await sleep(20);
}

function say(io: Server, n: number): void {
  if (n % 50 === 0) io.of('/market').emit('chart', { n }, PNG);
  else if (n % 7 === 0) io.emit('chat', { n, text: 'Is it still going up?', room: 'north' });
  else io.of('/market').emit('price', { n, symbol: n % 2 ? 'ACME' : 'ZORG', price: 100 + (n % 97) / 10 });
}
