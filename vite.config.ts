import { svelte } from '@sveltejs/vite-plugin-svelte';
import { availableParallelism } from 'node:os';
import type { Plugin } from 'vite';
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

// Cross-origin isolation raises the clock's resolution from 100 µs to 5 µs (W3C High Resolution Time).
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

export default defineConfig({
  root: 'src',
  base: './',
  publicDir: '../public',
  plugins: [svelte({ configFile: false }), strictPage],
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
