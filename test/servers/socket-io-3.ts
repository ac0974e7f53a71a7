import { createServer } from 'node:http';
import { Server } from 'socket.io-v3';
import { behave } from './behaviour.ts';
import { listening } from './listening.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer } from './real-server.ts';

export const socketIo3: RealServer = {
  name: 'socket.io 3.1.2',
  path: '/socket.io/',
  speaks: 'v4',
  impossible: { webtransport: NO_WEBTRANSPORT },
  missing: nothingMissing,
  start() {
    const http = createServer();
    behave(new Server(http, { cors: { origin: '*' } }), 'socket.io 3.1.2');
    return listening(http);
  },
};
