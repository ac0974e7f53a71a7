import type { Lab } from '../lab.ts';
import { serve } from '../serving.ts';
import { createServer } from 'node:net';

export const nobodyListens: Lab = {
  id: 'N1',
  name: 'a port where nobody listens',
  async start() {
    const { url, close } = await serve(createServer());
    // Its port was free a moment ago, and is again.
    await close();
    return { url, form: { reconnect: false }, close: () => Promise.resolve() };
  },
  expects: { cause: /nobody|reach|refused|answer/i, remedy: /./, certainty: 'certain' },
  needsDiagnose: true,
};
