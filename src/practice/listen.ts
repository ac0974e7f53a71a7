import { once } from 'node:events';
import type { Server } from 'node:net';

const PORTS_TRIED = 50;

/** Listens on `port` or the next one that is free, and tells which; 0 takes any. */
export async function listenOnFreePort(server: Server, port: number, host: string): Promise<number> {
  for (let candidate = port; ; candidate++) {
    server.listen(candidate, host);
    try {
      await once(server, 'listening');
      return portOf(server);
    } catch (error) {
      if (!isPortTaken(error) || candidate - port >= PORTS_TRIED) throw error;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new Error('a server that listens on TCP has a port');
}
