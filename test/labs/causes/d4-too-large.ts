import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const tooLarge: Lab = {
  id: 'D4',
  name: 'a message above maxHttpBufferSize',
  async start() {
    return {
      ...(await serveIo({ maxHttpBufferSize: 1000 })),
      form: { transports: 'websocket' },
      async act(hands) {
        await hands.status('connected');
        await hands.emit({ event: 'echo', args: JSON.stringify(['x'.repeat(2000)]), isInsisted: true });
      },
    };
  },
  expects: { cause: /large|maxHttpBufferSize|exceed|bytes/i, remedy: /maxHttpBufferSize/, certainty: 'certain' },
};
