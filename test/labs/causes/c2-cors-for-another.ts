import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const corsForAnother: Lab = {
  id: 'C2',
  name: 'CORS for another origin',
  start: () => serveIo({ cors: { origin: 'https://example.org' } }),
  expects: {
    cause: /CORS|origin/,
    remedy: /cors: \{/,
    certainty: 'certain',
    waysRound: ['Use WebSocket only', 'Use relay'],
  },
  needsDiagnose: true,
};
