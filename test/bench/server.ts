// A Socket.IO server in a process of its own, so that what it costs to send is not taken from the page's core.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import process from 'node:process';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Socket } from 'socket.io';
import { Server } from 'socket.io';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { written } from '../../src/practice/topics/written.ts';

const BATCH_EVENTS = 500;
const TICK_MS = 10;
const WORDS = 'alder birch cedar elm fir hazel larch maple oak pine rowan spruce willow yew'.split(' ');

/** The texts of the last flood's frames, as they went out. */
let sent: string[] = [];

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });

io.on('connection', (socket) => {
  // Noted, and hashed later: hashing while sending would slow the flood.
  socket.conn.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
    if (typeof data === 'string' && data.startsWith('2["flood"')) sent.push(`4${data}`);
  });
  socket.on('flood', ({ count }: { readonly count: number }) => void pour(socket, count));
  socket.on('ask', ({ n }: { readonly n: number }, answer: (doubled: object) => void) => answer({ n, twice: n * 2 }));
  socket.on('pace', (order: Pace) => void pace(socket, order));
});

process.on('message', () => {
  process.send?.({ count: sent.length, sha256: createHash('sha256').update(sent.join('\n')).digest('hex') });
});
// However the bench ends, this ends with it.
process.on('disconnect', () => process.exit());
process.send?.({ url: `http://127.0.0.1:${await listenOnFreePort(http, 0, '127.0.0.1')}` });

async function pour(socket: Socket, count: number): Promise<void> {
  sent = [];
  for (let n = 0; n < count && socket.connected;) {
    for (const end = Math.min(count, n + BATCH_EVENTS); n < end; n++) socket.emit('flood', content(n));
    await written(socket.conn);
    await nextTurn();
  }
  socket.emit('done');
}

type Pace = { readonly perSecond: number; readonly seconds: number };

async function pace(socket: Socket, { perSecond, seconds }: Pace): Promise<void> {
  sent = [];
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds && socket.connected;) {
    const due = Math.min(seconds * perSecond, ((performance.now() - startedAt) / 1000) * perSecond);
    for (; n < due; n++) socket.emit('flood', content(n));
    await wait(TICK_MS);
  }
  socket.emit('done');
}

/** Different every time, as messages are: text that repeats would be shared or packed. */
function content(n: number) {
  const mixed = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  const text = `${WORDS[mixed % 14]} ${WORDS[(mixed >>> 8) % 14]} ${mixed.toString(36)}`;
  return { n, at: Math.round(performance.now() * 1000) / 1000, load: (mixed % 10_000) / 10_000, text };
}
