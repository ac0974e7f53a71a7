import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const oldClient: Lab = {
  id: 'V3',
  name: 'a client of version 2 that polls a Socket.IO 4 server',
  async start() {
    return { ...(await serveIo()), form: { protocol: 'v2' } };
  },
  expects: {
    cause: /v?4|generation|version/i,
    remedy: /allowEIO3: true/,
    certainty: 'certain',
    waysRound: ['Connect as Socket.IO v3/v4'],
  },
  needsDiagnose: true,
};
