import { fileURLToPath } from 'node:url';
import type { InlineConfig, Rolldown } from 'vite';
import { build, preview } from 'vite';
import { scratchFolder } from './scratch.ts';

export type BuiltFile = Rolldown.OutputChunk | Rolldown.OutputAsset;

type Served = { readonly url: string; readonly files: readonly BuiltFile[]; close(): Promise<void> };

export type BuiltPages = {
  readonly app: Served;
  /** Counts events and does nothing else. */
  readonly bare: Served;
  close(): Promise<void>;
};

/** Builds both pages the same way, apart from dist/, so that nothing replaces them during a run, and serves them. */
export async function buildPages(): Promise<BuiltPages> {
  const app = await buildAndServe(new URL('../../src/', import.meta.url), scratchFolder('app'));
  const bare = await buildAndServe(new URL('bare/', import.meta.url), scratchFolder('bare'));
  return {
    app,
    bare,
    async close() {
      await Promise.all([app.close(), bare.close()]);
    },
  };
}

async function buildAndServe(root: URL, outDir: string): Promise<Served> {
  const shared: InlineConfig = {
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: fileURLToPath(root),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  };
  const built = await build(shared);
  const server = await preview({ ...shared, preview: { port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined || !('output' in built)) throw new Error('a build has files, and a server that listens a URL');
  return { url, files: built.output, close: () => server.close() };
}
