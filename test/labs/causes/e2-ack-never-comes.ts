import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const ackNeverComes: Lab = {
  id: 'E2',
  name: 'a handler that never calls its callback',
  async start() {
    return {
      ...(await serveIo({}, (socket) => socket.on('ask', () => undefined))),
      async act(hands) {
        await hands.status('connected');
        await hands.emit({ event: 'ask', args: '[1]', ack: true, ackTimeoutMs: 300 });
      },
    };
  },
  expects: { cause: /ack|answer/i, remedy: /callback/i, certainty: 'certain' },
};
