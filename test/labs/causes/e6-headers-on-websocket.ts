import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const headersOnWebSocket: Lab = {
  id: 'E6',
  name: 'headers where only a WebSocket is used',
  async start() {
    return {
      ...(await serveIo()),
      form: { transports: 'websocket', headers: '{"X-Tenant": "blue"}' },
      act: (hands) => hands.status('connected'),
    };
  },
  expects: { cause: /header/i, remedy: /auth|query/i, certainty: 'certain' },
};
