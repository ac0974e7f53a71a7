import type { ManagerOptions } from 'socket.io-client';
import type { ConnectOptions } from './connect-options.ts';
import { Connection } from './connection.ts';
import { onBehalfOf, type Recorder } from './recorder.ts';

/** A connection through socket.io-client 4; imported only now, because the tap must be in place before it loads. */
export async function openConnection(
  options: ConnectOptions,
  recorder: Recorder,
  onchange: () => void,
): Promise<Connection> {
  const { Manager, XHR, WebSocket } = await import('socket.io-client');

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
    ...(options.query ? { query: { ...options.query } } : {}),
  };
  const connection = new Connection(new Manager(options.url, managerOptions), options, recorder, onchange);
  connection.open();
  return connection;
}
