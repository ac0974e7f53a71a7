import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const notAllowed: Lab = {
  id: 'A4',
  name: 'allowRequest refuses',
  start: () => serveIo({ allowRequest: (_, decide) => decide('not from here', false) }),
  expects: { cause: /not from here|allowRequest|refuse/i, remedy: /allowRequest/, certainty: 'certain' },
};
