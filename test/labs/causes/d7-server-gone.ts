import type { Lab } from '../lab.ts';
import { MortalServer } from '../../e2e/mortal-server.ts';

export const serverGone: Lab = {
  id: 'D7',
  name: 'a server that dies',
  async start() {
    const mortal = new MortalServer();
    await mortal.start();
    return {
      url: mortal.url,
      form: { reconnectionDelayMs: '200', reconnectionDelayMaxMs: '200' },
      async act(hands) {
        await hands.status('connected');
        await mortal.kill();
        await hands.status('reconnecting');
      },
      close: () => mortal.kill(),
    };
  },
  expects: { cause: /lost|gone|restart|died|killed|closed/i, remedy: /./, certainty: 'likely' },
};
