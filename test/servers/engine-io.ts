import { Server } from 'engine.io';
import engine3 from 'engine.io-v3';
import { createServer } from 'node:http';
import { listening } from './listening.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer } from './real-server.ts';

type AnyEngineSocket = {
  send(message: string | Buffer): unknown;
  on(event: 'message', listener: (message: string | Buffer) => void): unknown;
  close(): unknown;
};

export const engineIo6: RealServer = {
  name: 'engine.io 6, bare',
  path: '/engine.io/',
  speaks: 'engine4',
  impossible: { webtransport: NO_WEBTRANSPORT },
  missing: nothingMissing,
  start() {
    const http = createServer();
    const engine = new Server({ cors: { origin: '*' } });
    engine.attach(http);
    engine.on('connection', echo);
    return listening(http, () => engine.close());
  },
};

export const engineIo3: RealServer = {
  name: 'engine.io 3, bare',
  path: '/engine.io/',
  speaks: 'engine3',
  impossible: { webtransport: NO_WEBTRANSPORT },
  missing: nothingMissing,
  start() {
    const http = createServer();
    const engine = engine3.attach(http);
    engine.on('connection', echo);
    return listening(http, () => engine.close());
  },
};

function echo(socket: AnyEngineSocket): void {
  socket.send('welcome');
  socket.on('message', (message) => {
    if (message === 'kick') socket.close();
    else socket.send(message);
  });
}
