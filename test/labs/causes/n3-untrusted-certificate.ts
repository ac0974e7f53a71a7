import type { Lab } from '../lab.ts';
import { createServer } from 'node:https';
import { Server } from 'socket.io';
import { ownCertificate } from '../../servers/certificate.ts';
import { OPEN_CORS, serve } from '../serving.ts';

export const untrustedCertificate: Lab = {
  id: 'N3',
  name: 'a certificate that nobody trusts',
  async start() {
    const https = createServer(ownCertificate());
    const io = new Server(https, { cors: OPEN_CORS });
    const served = await serve(https, 'https');
    return {
      url: served.url,
      form: { reconnect: false },
      async close() {
        const closed = io.close();
        await served.close();
        await closed;
      },
    };
  },
  expects: { cause: /nobody|reach|certificate|answer/i, remedy: /certificate/i, certainty: 'certain' },
  needsDiagnose: true,
};
