import type { IncomingMessage } from 'node:http';
import type { Connect, Plugin } from 'vite';
import type { LocalRelay } from './local-relay.ts';

/**
 * Takes the place of public/servers.json, which says that there are none. The answer holds the relay's token, so it is
 * for the app's own page: a page of another origin cannot read it (there are no CORS headers) and is refused besides.
 */
export function announceServers(practiceUrl: string, relayStarted: Promise<LocalRelay | undefined>): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const host = loopbackNameIn(request);
    if (host === undefined) return void response.writeHead(403).end();
    if (request.url?.split('?')[0] !== '/servers.json') return next();
    if (request.headers['sec-fetch-site'] !== 'same-origin') return void response.writeHead(403).end();
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Cache-Control', 'no-store');
    void relayStarted.then((relay) => {
      const access = relay && { url: namedAs(host, relay.url), token: relay.token };
      response.end(JSON.stringify({ practice: practiceUrl, ...(access && { relay: access }) }));
    });
  };
  return {
    name: 'announce-servers',
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}

/** By which name of this machine the page was opened. A foreign one that leads here is DNS rebinding. */
function loopbackNameIn({ headers, socket }: IncomingMessage): string | undefined {
  return ['127.0.0.1', 'localhost'].find((name) => headers.host === `${name}:${socket.localPort}`);
}

function namedAs(host: string, url: string): string {
  return `http://${host}:${new URL(url).port}`;
}
