import type { Lab } from '../lab.ts';
import { serveProxy } from '../proxy.ts';
import { serveIo } from '../serving.ts';

export const noStickySessions: Lab = {
  id: 'T3',
  name: 'a proxy before two nodes without sticky sessions',
  async start() {
    const nodes = await Promise.all([serveIo(), serveIo()]);
    let turn = 0;
    const proxy = await serveProxy(nodes[0], { next: () => (turn++ % 2 === 0 ? nodes[0] : nodes[1]) });
    return {
      url: proxy.url,
      async close() {
        await proxy.close();
        await Promise.all(nodes.map((node) => node.close()));
      },
    };
  },
  expects: { cause: /sticky/i, remedy: /ip_hash|sticky|cookie/, certainty: 'certain' },
  needsDiagnose: true,
};
