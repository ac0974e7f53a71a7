import { createServer } from 'node:http';
import openServer from 'socket.io-v1';
import { behave } from './behaviour.ts';
import { listening } from './listening.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer } from './real-server.ts';

export const socketIo1: RealServer = {
  name: 'socket.io 1.7.4',
  path: '/socket.io/',
  speaks: 'v2',
  impossible: { webtransport: NO_WEBTRANSPORT },
  asciiOnly: {
    polling: 'ASCII text only: its polling loses other text',
    upgrade: 'ASCII text only: its polling loses other text',
  },
  missing: nothingMissing,
  start() {
    const http = createServer();
    behave(openServer(http), 'socket.io 1.7.4');
    return listening(http);
  },
};
