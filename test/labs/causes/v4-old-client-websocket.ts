import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const oldClientWebSocket: Lab = {
  id: 'V4',
  name: 'a client of version 2 by WebSocket on a Socket.IO 4 server',
  async start() {
    return { ...(await serveIo()), form: { protocol: 'v2', transports: 'websocket' } };
  },
  expects: {
    cause: /v?4|generation|version/i,
    remedy: /allowEIO3: true/,
    certainty: 'certain',
    waysRound: ['Connect as Socket.IO v3/v4'],
  },
  needsDiagnose: true,
};
