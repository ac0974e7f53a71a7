import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the built page may do: its own files only, and connections to any server, because any server may be a target. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  'connect-src * ws: wss:',
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only the built page carries the policy: the dev server needs inline scripts for hot reloading. */
const strictPage: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** Nothing outside the file, and of what is in it only the very script and styles that were built. */
const viewerPolicy = (script: string, styles: string): string =>
  [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(styles)}'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** `viewer.html`: all of the viewer in one file, into which an export puts a session (`exporters/page/`). */
const viewerPage: Plugin = {
  name: 'viewer-page',
  apply: 'build',
  async generateBundle() {
    const { script, styles } = await buildViewer();
    const policy = `<meta http-equiv="Content-Security-Policy" content="${viewerPolicy(script, styles)}" />`;
    const page = await readFile(fileURLToPath(new URL('src/viewer.html', import.meta.url)), 'utf8');
    const source = page
      .replace('<meta name="viewport"', () => `${policy}\n    <meta name="viewport"`)
      .replace(/<script.*<\/script>/, () => `<style>${styles}</style>\n<script type="module">${script}</script>`);
    this.emitFile({ type: 'asset', fileName: 'viewer.html', source });
  },
};

async function buildViewer(): Promise<{ readonly script: string; readonly styles: string }> {
  const outcome = await build({
    configFile: false,
    root: fileURLToPath(new URL('src', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: false,
      // Nothing can be loaded later from the disk.
      rolldownOptions: { input: 'src/viewer.ts', output: { codeSplitting: false } },
    },
  });
  const files = [outcome].flat().flatMap((each) => ('output' in each ? each.output : []));
  const script = files.find((file) => file.type === 'chunk')?.code ?? '';
  const styles = files.find(({ fileName }) => fileName.endsWith('.css'));
  return {
    // In strings alone, where the escaped mean the same; as they are they would end or swallow the element.
    script: script.replace(/<(?=\/script|script|!--)/gi, '\\x3C'),
    styles: styles?.type === 'asset' ? String(styles.source) : '',
  };
}

// Cross-origin isolation raises the clock's resolution from 100 µs to 5 µs (W3C High Resolution Time).
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

export default defineConfig({
  root: 'src',
  base: './',
  publicDir: '../public',
  plugins: [svelte({ configFile: false }), strictPage, viewerPage],
  worker: { format: 'es' },
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  // No other page may read what the app's server says: servers.json holds the relay's token.
  server: { host: '127.0.0.1', cors: false, headers: isolation },
  preview: {
    host: '127.0.0.1',
    cors: false,
    headers: { ...isolation, 'Content-Security-Policy': contentSecurityPolicy },
  },
  test: {
    root: '.',
    include: ['test/*.test.ts', 'test/unit/**/*.test.ts'],
    environment: 'node',
    // By itself it leaves one core out.
    maxWorkers: availableParallelism(),
    // Only a test that hangs takes as long: a busy machine may take several times what a quiet one does.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
