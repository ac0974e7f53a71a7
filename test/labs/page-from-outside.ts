import { createServer } from 'node:https';
import { ownCertificate } from '../servers/certificate.ts';
import { forward } from './proxy.ts';
import { serve } from './serving.ts';

/** A name that the browser is told to find on this machine. */
export const OUTSIDE = 'sockscope.example';

export type PageFromOutside = {
  readonly url: string;
  /** What makes Chromium take the page for one from the internet. */
  readonly browserArgs: readonly string[];
  close(): Promise<void>;
};

/** The app as a web server elsewhere would serve it: by https, and under a name of its own. */
export async function serveFromOutside(appUrl: string): Promise<PageFromOutside> {
  const { host, port } = new URL(appUrl);
  const { key, cert } = ownCertificate();
  const front = createServer({ key, cert }, (request, response) => {
    // The app's own server knows but the names of this machine.
    request.headers.host = host;
    forward(request, response, { port: Number(port) });
  });
  const served = await serve(front, 'https');
  return {
    url: `https://${OUTSIDE}:${served.port}/`,
    browserArgs: [
      `--host-resolver-rules=MAP ${OUTSIDE} 127.0.0.1`,
      `--ip-address-space-overrides=127.0.0.1:${served.port}=public`,
    ],
    close: () => served.close(),
  };
}
