import type { Lab } from '../lab.ts';
import { serveIo2 } from '../serving-old.ts';

export const oldServer: Lab = {
  id: 'V1',
  name: 'a Socket.IO 2 server, polled by a client of version 4',
  async start() {
    return { ...(await serveIo2()), form: { protocol: 'v4', parser: 'default' } };
  },
  expects: {
    cause: /v?2|generation/i,
    remedy: /Socket\.IO/,
    certainty: 'certain',
    waysRound: ['Connect as Socket.IO v1/v2'],
  },
};
