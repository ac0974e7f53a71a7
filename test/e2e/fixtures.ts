import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { test as base, expect } from 'playwright/test';
import type { ServerOptions } from 'socket.io';
import { Server } from 'socket.io';
import { serveApp } from '../../src/practice/app-server.ts';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import type { Practice } from '../../src/practice/practice.ts';
import { startPractice } from '../../src/practice/practice.ts';
import { newToken, startRelay } from '../../src/relay/relay.ts';
import { Complaints } from './complaints.ts';
import { Sockscope } from './sockscope.ts';

export { expect };

export type TestServer = { readonly io: Server; readonly url: string };

/** Where the built app is, if not in dist/. */
const BUILT_IN = process.env['SOCKSCOPE_BUILT_IN'];

type PerTest = {
  /** Starts a Socket.IO server with the library's own defaults; it is closed after the test. */
  readonly server: (options?: Partial<ServerOptions>) => Promise<TestServer>;
  /** A test fails when a page of its context complains of what the test did not expect. */
  readonly complaints: Complaints;
  /** The app, opened. */
  readonly scope: Sockscope;
};

type PerWorker = {
  /** A practice server. The app's page is told of it. */
  readonly practice: Practice;
  /** The URL of the built app, which has a relay at hand. */
  readonly app: string;
};

export const test = base.extend<PerTest, PerWorker>({
  practice: [
    async ({}, use) => {
      const practice = await startPractice({ port: 0, host: '127.0.0.1' });
      await use(practice);
      await practice.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ practice }, use) => {
      const built = BUILT_IN ?? fileURLToPath(new URL('../../dist', import.meta.url));
      if (!existsSync(`${built}/index.html`)) throw new Error('npm run build comes first');
      const app = await serveApp({
        port: 0,
        from: 'built',
        practiceUrl: practice.url,
        openBrowser: false,
        ...(BUILT_IN !== undefined && { builtIn: BUILT_IN }),
        async startRelay(pageOrigins) {
          const token = newToken();
          return { ...(await startRelay({ port: 0, host: '127.0.0.1', pageOrigins, token })), token };
        },
      });
      await use(app.url);
      await app.close();
    },
    { scope: 'worker' },
  ],
  server: async ({}, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (options = {}) => {
      const http = createServer();
      const io = new Server(http, { cors: { origin: true, credentials: true }, ...options });
      const port = await listenOnFreePort(http, 0, '127.0.0.1');
      closing.push(async () => {
        const closed = io.close();
        http.closeAllConnections();
        await closed;
      });
      return { io, url: `http://127.0.0.1:${port}` };
    });
    await Promise.all(closing.map((close) => close()));
  },
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      expect(complaints.unexpected).toEqual([]);
    },
    { auto: true },
  ],
  scope: async ({ app, page }, use) => {
    await page.goto(app);
    await use(new Sockscope(page));
  },
});

/**
 * Holds the page, as it stands now, to the axe rules: WCAG 2.2 A and AA, and axe's best practices. `within`, a
 * selector, looks at one part alone, which takes a fraction of the time.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  expect(await violations(looking(page, within))).toEqual([]);
}

/** The same in the dark theme, and in the light one, which differs in its colours alone. */
export async function expectAccessibleInBoth(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, within);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(looking(page, within).withRules('color-contrast'))).toEqual([]);
}

function looking(page: Page, within: string | undefined): AxeBuilder {
  const axe = new AxeBuilder({ page });
  return within === undefined ? axe : axe.include(within);
}

async function violations(axe: AxeBuilder): Promise<readonly object[]> {
  const found = await axe.analyze();
  return found.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(' ')),
  }));
}
