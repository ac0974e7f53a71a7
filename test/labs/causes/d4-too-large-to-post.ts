import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const tooLargeToPost: Lab = {
  id: 'D4',
  name: 'a message above maxHttpBufferSize, by polling',
  async start() {
    return {
      ...(await serveIo({ maxHttpBufferSize: 1000 })),
      form: { transports: 'polling' },
      async act(hands) {
        await hands.status('connected');
        await hands.emit({ event: 'echo', args: JSON.stringify(['x'.repeat(2000)]), isInsisted: true });
      },
    };
  },
  expects: { cause: /large|maxHttpBufferSize|exceed|bytes/i, remedy: /maxHttpBufferSize/, certainty: 'certain' },
};
