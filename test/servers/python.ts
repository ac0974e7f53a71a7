import { programAt, startChild } from './child.ts';
import { missingPackages, PYTHON, type PythonModule } from './debian.mjs';
import { NO_WEBTRANSPORT, type RealServer, type Transport } from './real-server.ts';

const NO_WEBSOCKET = 'Flask’s threading mode has no WebSocket: upgrades:[]';

export const pythonServers: readonly RealServer[] = [
  python('Flask-SocketIO, threading', 'flask-server.py', ['threading'], ['flask_socketio'], {
    upgrade: NO_WEBSOCKET,
    websocket: NO_WEBSOCKET,
  }),
  python('Flask-SocketIO, eventlet', 'flask-server.py', ['eventlet'], ['flask_socketio', 'eventlet']),
  python('Flask-SocketIO, gevent', 'flask-server.py', ['gevent'], ['flask_socketio', 'gevent', 'geventwebsocket']),
  python('python-socketio on aiohttp', 'aiohttp-server.py', [], ['socketio', 'aiohttp']),
  python('python-socketio on uvicorn (ASGI)', 'asgi-server.py', [], ['socketio', 'uvicorn', 'websockets']),
];

function python(
  name: string,
  file: string,
  args: readonly string[],
  modules: readonly PythonModule[],
  impossible: Partial<Record<Transport, string>> = {},
): RealServer {
  return {
    name,
    path: '/socket.io/',
    speaks: 'v4',
    escapes: true,
    impossible: { ...impossible, webtransport: NO_WEBTRANSPORT },
    missing: () => missingPackages(modules),
    start: () => startChild(PYTHON, [programAt(file), ...args]),
  };
}
