import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const refused: Lab = {
  id: 'A1',
  name: 'a middleware that refuses',
  async start() {
    const served = await serveIo();
    served.io.use((_, next) => next(Object.assign(new Error('token expired'), { data: { code: 'E_TOKEN' } })));
    return served;
  },
  expects: { cause: /token expired|refuse/i, remedy: /auth/i, certainty: 'certain' },
};
