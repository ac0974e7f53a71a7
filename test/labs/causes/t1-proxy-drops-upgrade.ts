import type { Lab } from '../lab.ts';
import { ServerResponse } from 'node:http';
import { forward, serveProxy } from '../proxy.ts';
import { serveIo } from '../serving.ts';

export const proxyDropsUpgrade: Lab = {
  id: 'T1',
  name: 'a proxy that drops the Upgrade header',
  async start() {
    const target = await serveIo();
    const proxy = await serveProxy(target, {
      upgrade(request, socket) {
        const response = new ServerResponse(request);
        response.assignSocket(socket);
        response.on('finish', () => socket.end());
        forward(request, response, target);
      },
    });
    return {
      url: proxy.url,
      act: (hands) => hands.status('connected'),
      async close() {
        await proxy.close();
        await target.close();
      },
    };
  },
  expects: { cause: /Upgrade|WebSocket/, remedy: /proxy_set_header Upgrade/, certainty: 'likely' },
  needsDiagnose: true,
};
