import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const headerNotAllowed: Lab = {
  id: 'C4',
  name: 'CORS without the header that is sent',
  async start() {
    const cors = { origin: true, allowedHeaders: ['X-Other'] };
    return { ...(await serveIo({ cors })), form: { headers: '{"X-Tenant": "blue"}' } };
  },
  expects: { cause: /header/i, remedy: /allowedHeaders/, certainty: 'certain' },
  needsDiagnose: true,
};
