import type { Connection } from './answering.ts';

/**
 * Resolves when everything sent so far has left for the network, or the connection is gone. Waiting for it between
 * batches keeps the server's send buffer at one batch however slow the client reads.
 */
export async function written(conn: Connection): Promise<void> {
  while (conn.readyState === 'open' && !conn.transport.writable) await nextChange(conn);
}

function nextChange(conn: Connection): Promise<void> {
  const { transport } = conn;
  return new Promise((resolve) => {
    const done = (): void => {
      transport.off('ready', done);
      conn.off('upgrade', done);
      conn.off('close', done);
      resolve();
    };
    transport.on('ready', done);
    conn.on('upgrade', done);
    conn.on('close', done);
  });
}
