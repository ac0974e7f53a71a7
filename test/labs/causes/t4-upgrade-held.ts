import type { Lab } from '../lab.ts';
import { serveProxy } from '../proxy.ts';
import { serveIo } from '../serving.ts';

export const upgradeHeld: Lab = {
  id: 'T4',
  name: 'a network that lets no WebSocket through, and does not say so',
  async start() {
    const target = await serveIo();
    // Accepts the connection and never answers, as some filters do.
    const proxy = await serveProxy(target, { upgrade: () => undefined });
    return {
      url: proxy.url,
      form: { timeoutMs: '1500' },
      act: (hands) => hands.status('connected'),
      async close() {
        await proxy.close();
        await target.close();
      },
    };
  },
  expects: { cause: /WebSocket/, remedy: /polling/i, certainty: 'likely' },
  needsDiagnose: true,
};
