import { Socket as EngineClient } from 'engine.io-client';
import EngineClient3 from 'engine.io-client-v3';
import { io } from 'socket.io-client';
import ioV2, { type OldClient } from 'socket.io-client-v2';
import messagePack from 'socket.io-msgpack-parser';
import type { RealServer, Running, Transport } from '../../servers/real-server.ts';

/** As much of a client as both generations have. */
export type AnyClient = Pick<OldClient, 'on' | 'once' | 'emit' | 'close'>;

export type AnyEngineClient = {
  send(message: string | Uint8Array): unknown;
  on(event: string, listener: (value: unknown) => void): unknown;
  close(): unknown;
  readonly transport: { readonly name: string };
};

const TRANSPORTS: Readonly<Record<Exclude<Transport, 'webtransport'>, string[]>> = {
  polling: ['polling'],
  upgrade: ['polling', 'websocket'],
  websocket: ['websocket'],
};

export type NodeTransport = keyof typeof TRANSPORTS;

/** The official client of the server's generation, connecting. */
export function connect(server: RealServer, { url }: Running, transport: NodeTransport, nsp = '/'): AnyClient {
  const options = {
    path: server.path,
    transports: TRANSPORTS[transport],
    forceNew: true,
    reconnection: false,
    rejectUnauthorized: false,
  };
  if (server.speaks === 'v2') return ioV2(url + nsp, options);
  return io(url + nsp, { ...options, ...(server.parser && { parser: messagePack }) });
}

/** The same for bare Engine.IO. */
export function connectEngine(server: RealServer, { url }: Running, transport: NodeTransport): AnyEngineClient {
  const options = { path: server.path, transports: TRANSPORTS[transport] };
  if (server.speaks === 'engine4') return new EngineClient(url, options) as unknown as AnyEngineClient;
  return new EngineClient3(url, options as never) as unknown as AnyEngineClient;
}

/** The arguments of the next `event`. */
export function next(client: AnyClient, event: string): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    client.once(event, (...args) => resolve(args));
    client.once('connect_error', reject);
    client.once('error', reject);
  });
}

/** What the server acknowledges. */
export function ask(client: AnyClient, event: string, ...args: readonly unknown[]): Promise<readonly unknown[]> {
  return new Promise((resolve) => client.emit(event, ...args, (...answer: unknown[]) => resolve(answer)));
}
