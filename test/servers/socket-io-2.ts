import { createServer } from 'node:http';
import openServer from 'socket.io-v2';
import { behave } from './behaviour.ts';
import { listening } from './listening.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer } from './real-server.ts';

export const socketIo2: RealServer = {
  name: 'socket.io 2.5.1',
  path: '/socket.io/',
  speaks: 'v2',
  impossible: { webtransport: NO_WEBTRANSPORT },
  missing: nothingMissing,
  start() {
    const http = createServer();
    behave(openServer(http), 'socket.io 2.5.1');
    return listening(http);
  },
};
