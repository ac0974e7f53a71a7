import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const noUpgradeOffered: Lab = {
  id: 'T2',
  name: 'a server that offers no upgrade',
  async start() {
    return { ...(await serveIo({ allowUpgrades: false })), act: (hands) => hands.status('connected') };
  },
  expects: { cause: /upgrade|polling/i, remedy: /allowUpgrades|transports/, certainty: 'certain' },
};
