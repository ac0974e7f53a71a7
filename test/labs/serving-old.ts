import { createServer } from 'node:http';
import openIo1 from 'socket.io-v1';
import openIo2, { type OldServer } from 'socket.io-v2';
import { serve, type Served } from './serving.ts';

/** A Socket.IO 1.7 server. Its CORS is open to every page by itself, as in version 2. */
export function serveIo1(): Promise<Served> {
  return serveOld(openIo1);
}

export function serveIo2(options: Record<string, unknown> = {}): Promise<Served> {
  return serveOld(openIo2, options);
}

async function serveOld(open: typeof openIo2, options: Record<string, unknown> = {}): Promise<Served> {
  const http = createServer();
  const io: OldServer = open(http, { serveClient: false, ...options });
  io.on('connection', (socket) => socket.emit('welcome', 'hello'));
  const served = await serve(http);
  return {
    ...served,
    async close() {
      await served.close();
    },
  };
}
