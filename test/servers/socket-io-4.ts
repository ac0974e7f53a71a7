import express from 'express';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import messagePack from 'socket.io-msgpack-parser';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { behave } from './behaviour.ts';
import { listening } from './listening.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer, type Running } from './real-server.ts';

const cors = { origin: '*' };

type Flavour = Pick<RealServer, 'name' | 'start'> & Partial<RealServer>;

/** Socket.IO 4.8 in the ways in which people run it. */
export const socketIo4: readonly RealServer[] = [
  flavour({
    name: 'socket.io 4.8, plain http',
    start() {
      const http = createServer();
      behave(new Server(http, { cors }), this.name);
      return listening(http);
    },
  }),
  flavour({ name: 'socket.io 4.8, standalone listen', start: standalone }),
  flavour({
    name: 'socket.io 4.8 in Express',
    start() {
      const app = express();
      app.get('/', (_, response) => void response.send('Hello'));
      const http = createServer(app);
      behave(new Server(http, { cors }), this.name);
      return listening(http);
    },
  }),
  flavour({
    name: 'socket.io 4.8, allowEIO3',
    start() {
      const http = createServer();
      behave(new Server(http, { cors, allowEIO3: true }), this.name);
      return listening(http);
    },
  }),
  flavour({
    name: 'socket.io 4.8, MessagePack',
    parser: 'msgpack',
    start() {
      const http = createServer();
      behave(new Server(http, { cors, parser: messagePack }), this.name);
      return listening(http);
    },
  }),
];

function flavour(of: Flavour): RealServer {
  return {
    path: '/socket.io/',
    speaks: 'v4',
    impossible: { webtransport: NO_WEBTRANSPORT },
    missing: nothingMissing,
    ...of,
  };
}

/** Without an HTTP server of the application's own. It takes no host, so it listens on every address. */
async function standalone(this: RealServer): Promise<Running> {
  const probe = createServer();
  const port = await listenOnFreePort(probe, 0, '127.0.0.1');
  await new Promise((done) => probe.close(done));
  const io = new Server({ cors });
  behave(io, this.name);
  io.listen(port);
  return { url: `http://127.0.0.1:${port}`, close: () => io.close() };
}
