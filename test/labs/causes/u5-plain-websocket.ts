import type { Lab } from '../lab.ts';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { serve } from '../serving.ts';

export const plainWebSocket: Lab = {
  id: 'U5',
  name: 'a plain WebSocket server',
  async start() {
    const http = createServer((_, response) => void response.writeHead(426).end('Upgrade Required'));
    const sockets = new WebSocketServer({ server: http });
    sockets.on('connection', (socket) => socket.on('message', (text) => socket.send(text)));
    return { ...(await serve(http)), form: { transports: 'websocket', timeoutMs: '1500', reconnect: false } };
  },
  expects: { cause: /WebSocket/, remedy: /Socket\.IO/, certainty: 'certain' },
  needsDiagnose: true,
};
