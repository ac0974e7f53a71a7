import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { afterEach } from 'vitest';
import type { Practice, PracticeOptions } from '../../../src/practice/practice.ts';
import { startPractice } from '../../../src/practice/practice.ts';

const opened: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A practice server on a free port, closed after the test. */
export async function practice(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const server = await startPractice({ port: 0, host: '127.0.0.1', ...options });
  opened.push(() => server.close());
  return server;
}

export const WAYS = [['polling'], ['websocket'], ['polling', 'websocket']].map((transports) => ({ transports }));

/** The official client, not connected yet; it does not come back by itself. */
export function client(url: string, options: { transports?: readonly string[]; auth?: object } = {}): Socket {
  const { transports = ['websocket'], auth = {} } = options;
  const socket = io(url, {
    transports: [...transports],
    auth,
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
  opened.push(() => socket.close());
  return socket;
}

/** The arguments of the next `event`, client's own events included. */
export function next(socket: Socket, event: string): Promise<readonly unknown[]> {
  return new Promise((resolve) => socket.once(event, (...args: readonly unknown[]) => resolve(args)));
}

export async function connected(socket: Socket): Promise<Socket> {
  const done = next(socket, 'connect');
  socket.connect();
  await done;
  return socket;
}

/** What the server acknowledges, all of it. */
export function ask(socket: Socket, event: string, ...args: readonly unknown[]): Promise<readonly unknown[]> {
  return new Promise((resolve) => socket.emit(event, ...args, (...answer: readonly unknown[]) => resolve(answer)));
}
