import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { Lab } from '../lab.ts';
import { serveBoth } from '../serving.ts';

export const noCors: Lab = {
  id: 'C1',
  name: 'a server without CORS',
  start() {
    const http = createServer();
    // Socket.IO 3 and later send no CORS header unless they are told to.
    return serveBoth(http, new Server(http));
  },
  expects: { cause: /CORS/, remedy: /cors: \{/, certainty: 'certain', waysRound: ['Use WebSocket only', 'Use relay'] },
  needsDiagnose: true,
};
