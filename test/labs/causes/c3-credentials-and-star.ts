import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const credentialsAndStar: Lab = {
  id: 'C3',
  name: 'credentials where CORS allows any origin',
  async start() {
    return { ...(await serveIo({ cors: { origin: '*' } })), form: { withCredentials: true } };
  },
  expects: {
    cause: /credentials/i,
    remedy: /credentials: true/,
    certainty: 'certain',
    waysRound: ['Without credentials'],
  },
  needsDiagnose: true,
};
