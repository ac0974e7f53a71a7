import type { Lab } from '../lab.ts';
import { serveProxy } from '../proxy.ts';
import { serveIo } from '../serving.ts';

export const idleTimeout: Lab = {
  id: 'D1',
  name: 'a proxy that cuts connections at regular intervals',
  async start() {
    const target = await serveIo();
    const proxy = await serveProxy(target, {
      joined: (near) => void setTimeout(() => near.destroy(), 2000),
    });
    return {
      url: proxy.url,
      form: {
        transports: 'websocket',
        reconnectionDelayMs: '50',
        reconnectionDelayMaxMs: '50',
        randomizationFactor: '0',
      },
      // Three cuts make a rule; the cause is waited for, since a loss that lasts 50 ms may be seen by nobody.
      act: (hands) => hands.status('connected', 'reconnecting'),
      async close() {
        await proxy.close();
        await target.close();
      },
    };
  },
  expects: { cause: /interval|idle|regular/i, remedy: /proxy_read_timeout/, certainty: 'likely' },
};
