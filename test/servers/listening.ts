import type { Server } from 'node:http';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import type { Running } from './real-server.ts';

/** Listens, and closes with everything that is connected. */
export async function listening(http: Server, stop: () => unknown = () => undefined): Promise<Running> {
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  const sockets = new Set<{ destroy(): void }>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((done) => http.once('close', done));
      await stop();
      http.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
