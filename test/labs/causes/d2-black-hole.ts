import type { Lab } from '../lab.ts';
import { serveProxy } from '../proxy.ts';
import { QUICK, serveIo } from '../serving.ts';
import type { Socket } from 'node:net';

export const blackHole: Lab = {
  id: 'D2',
  name: 'a connection that goes dead without a word',
  async start() {
    const target = await serveIo(QUICK);
    let lines: readonly [Socket, Socket] | undefined;
    const proxy = await serveProxy(target, { joined: (near, far) => void (lines = [near, far]) });
    return {
      url: proxy.url,
      form: { transports: 'websocket', reconnect: false },
      async act(hands) {
        await hands.status('connected');
        // Nothing passes any more, and nobody is told.
        for (const line of lines ?? []) line.unpipe().pause();
        await hands.status('disconnected');
      },
      async close() {
        await proxy.close();
        await target.close();
      },
    };
  },
  expects: { cause: /heartbeat|ping/i, remedy: /./, certainty: 'certain' },
};
