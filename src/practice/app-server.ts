import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';
import { createServer, preview } from 'vite';
import { announceServers } from './announce-servers.ts';
import type { LocalRelay } from './local-relay.ts';

export type AppServerOptions = {
  /** The first to try; 0 takes any. */
  readonly port: number;
  /** `built` serves dist/; `sources` serves src/ and reloads the page when a file changes. */
  readonly from: 'built' | 'sources';
  readonly practiceUrl: string;
  readonly openBrowser: boolean;
  /** Where the built app is, if not in dist/. */
  readonly builtIn?: string;
  /** Starts a relay for the app's page, whose origins are known once its server listens. */
  readonly startRelay?: (pageOrigins: readonly string[]) => Promise<LocalRelay>;
};

export type AppServer = { readonly url: string; readonly relay?: LocalRelay; close(): Promise<void> };

/** Serves the app on loopback, and tells it where the practice server and the relay are. */
export async function serveApp(options: AppServerOptions): Promise<AppServer> {
  const { port, from, practiceUrl, openBrowser, builtIn } = options;
  let tellRelay: (relay: LocalRelay | undefined) => void = () => undefined;
  // The browser may be open, and its page may ask, before the relay has started.
  const relayStarted = new Promise<LocalRelay | undefined>((resolve) => (tellRelay = resolve));
  const shared: InlineConfig = {
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    plugins: [announceServers(practiceUrl, relayStarted)],
    ...(builtIn === undefined ? {} : { build: { outDir: builtIn } }),
  };
  const listening = { port, strictPort: false, open: openBrowser };
  const server =
    from === 'built'
      ? await preview({ ...shared, preview: listening })
      : await (await createServer({ ...shared, server: listening })).listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('a server that listens has a URL');
  const relay = await options.startRelay?.(originsOf(url));
  tellRelay(relay);
  return {
    url,
    ...(relay && { relay }),
    async close() {
      await Promise.all([server.close(), relay?.close()]);
    },
  };
}

/** The page may have been opened by either name of the machine. */
function originsOf(url: string): readonly string[] {
  const { port } = new URL(url);
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}
