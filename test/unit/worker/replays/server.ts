import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach } from 'vitest';
import { startPractice } from '../../../../src/practice/practice.ts';

const running: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

/** A Socket.IO server on a free port; `answer` is what it does for each client. Its address. */
export async function server(answer: (socket: Socket) => unknown): Promise<string> {
  const http = createServer();
  const io = new Server(http);
  io.on('connection', (socket) => void answer(socket));
  running.push(() => {
    io.disconnectSockets(true);
    return io.close();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** The practice server's address. Its own kit loads the official client before there is a WebSocket here. */
export async function practice(): Promise<string> {
  const started = await startPractice({ port: 0, host: '127.0.0.1' });
  running.push(() => started.close());
  return started.url;
}
