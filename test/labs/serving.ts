import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';
import type { Server as TcpServer, Socket as TcpSocket } from 'node:net';
import { once } from 'node:events';
import type { ServerOptions, Socket } from 'socket.io';
import { Server } from 'socket.io';

export type Served = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Listens on loopback; to close it ends every connection, upgraded ones too. */
export async function serve(server: TcpServer, scheme: 'http' | 'https' = 'http', port = 0): Promise<Served> {
  const open = new Set<TcpSocket>();
  server.on('connection', (socket: TcpSocket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('a server that listens on TCP has a port');
  return {
    url: `${scheme}://127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

export type ServedIo = Served & { readonly io: Server; readonly http: HttpServer };

export const OPEN_CORS = { origin: true, credentials: true } as const;

/** Heartbeats of a second, so that their loss need not be waited for. */
export const QUICK = { pingInterval: 1000, pingTimeout: 1000 } as const;

/** A Socket.IO 4 server that any page may use, and that answers as most do. */
export function serveIo(
  options: Partial<ServerOptions> = {},
  onsocket: (socket: Socket) => void = greet,
): Promise<ServedIo> {
  const http = createServer();
  const io = new Server(http, { serveClient: false, cors: OPEN_CORS, ...options });
  io.on('connection', onsocket);
  return serveBoth(http, io);
}

export async function serveBoth(http: HttpServer, io: Server): Promise<ServedIo> {
  const served = await serve(http);
  return {
    ...served,
    io,
    http,
    async close() {
      const closed = io.close();
      await served.close();
      await closed;
    },
  };
}

export function greet(socket: Socket): void {
  socket.emit('welcome', 'hello');
  socket.on('echo', (...args: unknown[]) => {
    const answer = args.at(-1);
    if (typeof answer === 'function') answer(...args.slice(0, -1));
  });
}
