import type { Lab } from '../lab.ts';
import { createServer } from 'node:http';
import { serve } from '../serving.ts';

export const nobodyAnswers: Lab = {
  id: 'U3',
  name: 'a server without a handler for the path',
  async start() {
    // A listener that looks at its own paths alone, as in many a first program.
    const http = createServer((request, response) => void (request.url === '/' && response.end('Hello')));
    return { ...(await serve(http)), form: { timeoutMs: '1500', reconnect: false } };
  },
  expects: { cause: /hang|answer|never/i, remedy: /path/i, certainty: 'likely' },
  needsDiagnose: true,
};
