import type * as SocketIoClient from 'socket.io-client';
import type { ManagerOptions } from 'socket.io-client';
import { Decoder } from 'socket.io-parser';
import type { ConnectOptions } from './connect-options.ts';
import { LosslessEncoder } from './lossless-encoder.ts';
import { Connection } from './connection.ts';
import { onBehalfOf, type Recorder } from './recorder.ts';

export type Client = typeof SocketIoClient;

/** Loads socket.io-client 4. Not earlier than the first connection: the tap must be in place before it. */
export function loadClient(): Promise<Client> {
  return import('socket.io-client');
}

/** A connection that begins to open at once. */
export function openConnection(
  { Manager, XHR, WebSocket }: Client,
  options: ConnectOptions,
  recorder: Recorder,
  onchange: () => void,
): Connection {
  class Polling extends XHR {
    override request(requestOptions?: Record<string, unknown>) {
      return onBehalfOf(recorder, () => super.request(requestOptions));
    }
  }

  class Socket extends WebSocket {
    override createSocket(uri: string, protocols: string | string[] | undefined, extra: Record<string, unknown>) {
      return onBehalfOf(recorder, (): unknown => super.createSocket(uri, protocols, extra));
    }
  }

  const transports = {
    'polling-then-upgrade': [Polling, Socket],
    websocket: [Socket],
    polling: [Polling],
  };
  const managerOptions: Partial<ManagerOptions> = {
    path: options.path,
    transports: transports[options.transports],
    reconnection: options.reconnect,
    autoConnect: false,
    parser: { Encoder: LosslessEncoder, Decoder },
    ...(options.query ? { query: { ...options.query } } : {}),
  };
  const connection = new Connection(new Manager(options.url, managerOptions), options, recorder, onchange);
  connection.open();
  return connection;
}
