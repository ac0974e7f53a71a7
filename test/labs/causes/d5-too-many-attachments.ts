import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const tooManyAttachments: Lab = {
  id: 'D5',
  name: 'more attachments than the server takes',
  async start() {
    return {
      ...(await serveIo()),
      form: { transports: 'websocket' },
      async act(hands) {
        await hands.status('connected');
        const bytes = Array.from({ length: 11 }, () => ({ $binary: 'AAE=' }));
        await hands.emit({ event: 'echo', args: JSON.stringify(bytes), isInsisted: true });
      },
    };
  },
  expects: { cause: /attachments/, remedy: /attachments/i, certainty: 'likely' },
};
