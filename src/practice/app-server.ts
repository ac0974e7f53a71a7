import { fileURLToPath } from 'node:url';
import type { Connect, InlineConfig, Plugin } from 'vite';
import { createServer, preview } from 'vite';

export type AppServerOptions = {
  /** The first to try; 0 takes any. */
  readonly port: number;
  /** `built` serves dist/; `sources` serves src/ and reloads the page when a file changes. */
  readonly from: 'built' | 'sources';
  readonly practiceUrl: string;
  readonly openBrowser: boolean;
};

export type AppServer = { readonly url: string; close(): Promise<void> };

/** Serves the app on loopback, and tells it where the practice server is. */
export async function serveApp({ port, from, practiceUrl, openBrowser }: AppServerOptions): Promise<AppServer> {
  const shared: InlineConfig = {
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    plugins: [announcePractice(practiceUrl)],
  };
  const listening = { port, strictPort: false, open: openBrowser };
  const server =
    from === 'built'
      ? await preview({ ...shared, preview: listening })
      : await (await createServer({ ...shared, server: listening })).listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('a server that listens has a URL');
  return { url, close: () => server.close() };
}

/** Takes the place of public/servers.json, which says that there are none. */
function announcePractice(practiceUrl: string): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split('?')[0] !== '/servers.json') return next();
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Cache-Control', 'no-store');
    response.end(JSON.stringify({ practice: practiceUrl }));
  };
  return {
    name: 'announce-practice',
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}
