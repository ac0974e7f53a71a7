import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const kicked: Lab = {
  id: 'D6',
  name: 'a server that disconnects the client',
  async start() {
    return {
      ...(await serveIo({}, (socket) => socket.on('leave', () => socket.disconnect(true)))),
      async act(hands) {
        await hands.status('connected');
        await hands.emit({ event: 'leave' });
        await hands.status('disconnected');
      },
    };
  },
  expects: { cause: /disconnect/i, remedy: /connect\(\)/, certainty: 'certain' },
};
