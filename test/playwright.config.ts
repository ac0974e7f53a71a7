import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { findChromium } from './chromium.mjs';

const executablePath = findChromium();

// Here, so that every worker has the same one: tests that try chance say it in their names.
process.env['SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));

export default defineConfig({
  testDir: 'e2e',
  outputDir: fileURLToPath(new URL('../test-results', import.meta.url)),
  // Each worker runs a browser, the app's server and a practice server: two of them keep two cores busy.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Only a test that hangs takes as long: a busy machine may take several times what a quiet one does.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  // What a killed browser loses is a matter of milliseconds: nothing else may keep the cores busy meanwhile.
  projects: [
    { name: 'alone', testMatch: 'crash.test.ts' },
    // By far the longest file comes first: begun late, it would be what all wait for while a core is idle.
    { name: 'longest', testMatch: 'matrix.test.ts', dependencies: ['alone'] },
    { name: 'together', testIgnore: ['crash.test.ts', 'matrix.test.ts'], dependencies: ['alone'] },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    // What moves by itself keeps the cores busy, which the tests need.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        // Chromium refuses to run as root with its sandbox on, and containers run tests as root.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
