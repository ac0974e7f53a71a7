import type { Address } from '../facts/address.ts';
import type { Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

export function olderClient({ url = 'https://example.org' }: Address): Snippet {
  return snippet(
    'Client',
    `
+ import io from "socket.io-client"; // in package.json: "socket.io-client": "^2.5.0"
  const socket = io(${quoted(url)});`,
  );
}

export function packedClient({ url = 'https://example.org' }: Address): Snippet {
  return snippet(
    'Client',
    `
+ import * as parser from "socket.io-msgpack-parser";
+ const socket = io(${quoted(url)}, { parser });`,
  );
}

export function packedServer(): Snippet {
  return snippet(
    'Node',
    `
+ import * as parser from "socket.io-msgpack-parser";
+ const io = new Server(httpServer, { parser });`,
  );
}

/** Flask-SocketIO's async_mode "threading" has no WebSocket; these have. */
export function flaskWithWebSocket(): Snippet {
  return snippet(
    'Flask',
    `
+ # pip install eventlet (or gevent and gevent-websocket)
+ socketio = SocketIO(app, async_mode="eventlet")`,
  );
}
