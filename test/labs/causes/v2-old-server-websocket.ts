import type { Lab } from '../lab.ts';
import { serveIo2 } from '../serving-old.ts';

export const oldServerWebSocket: Lab = {
  id: 'V2',
  name: 'a Socket.IO 2 server, and a client of version 4 by WebSocket',
  async start() {
    return {
      ...(await serveIo2()),
      form: { protocol: 'v4', parser: 'default', transports: 'websocket' },
      // The connection stands, and the client waits on.
      act: (hands) => hands.row('client', 'connect_error'),
    };
  },
  expects: {
    cause: /v?2|generation/i,
    remedy: /Socket\.IO/,
    certainty: 'certain',
    waysRound: ['Connect as Socket.IO v1/v2'],
  },
};
