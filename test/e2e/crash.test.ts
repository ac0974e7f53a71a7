import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { BrowserContext, LaunchOptions } from 'playwright/test';
import { chromium } from 'playwright/test';
import type { Server } from 'socket.io';
import { expect, test } from './fixtures.ts';
import { Sockscope } from './sockscope.ts';

const PER_SECOND = 500;
const MOST_LOST_MS = 250;

/** Sends `tick` events at 500 a second, and remembers when each went out. */
function tick(io: Server): readonly number[] {
  const sentAt: number[] = [];
  io.on('connection', (socket) => {
    const startMs = performance.now();
    const timer = setInterval(() => {
      const due = ((performance.now() - startMs) * PER_SECOND) / 1000;
      while (sentAt.length < due) socket.emit('tick', sentAt.push(performance.now()) - 1);
    }, 2);
    socket.on('disconnect', () => clearInterval(timer));
  });
  return sentAt;
}

async function open(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...options, viewport: { width: 1280, height: 800 } });
}

/** The whole browser, as a power cut would: every process of its group at once. Tells when. */
async function kill(context: BrowserContext): Promise<number> {
  const browser = context.browser();
  if (!browser) throw new Error('a context of its own browser has one');
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('a browser has a process');
  const closed = context.waitForEvent('close');
  // Where a script starts the browser, the group is the script's.
  const group = Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)]));
  process.kill(-group, 'SIGKILL');
  const killedAt = performance.now();
  await closed;
  return killedAt;
}

test('a browser killed at 500 events a second loses at most 250 ms', async ({ app, launchOptions, server }) => {
  const { io, url } = await server();
  const sentAt = tick(io);
  const profile = await mkdtemp(join(tmpdir(), 'sockscope-profile-'));
  try {
    const doomed = await open(profile, launchOptions);
    const before = new Sockscope(await doomed.newPage());
    await before.page.goto(app);
    await before.connect(url, { transports: 'WebSocket only' });
    await before.connected();
    await expect.poll(() => sentAt.length).toBeGreaterThan(2 * PER_SECOND);
    const killedAt = await kill(doomed);

    const restarted = await open(profile, launchOptions);
    try {
      const after = new Sockscope(await restarted.newPage());
      await after.page.goto(app);
      const session = after.session(/./).first();
      await expect(session).toContainText('recovered');
      await after.sessionAction(session, 'Open');
      await expect(after.page.getByText('saved · recovered')).toBeVisible();
      await after.setFilter('event:tick');
      await expect(after.counts).toContainText('hidden');
      const last = Number((await after.toLastRow()).data);
      expect(killedAt - sentAt[last]!).toBeLessThanOrEqual(MOST_LOST_MS);
      await expect(after.counts).toContainText(`${(last + 1).toLocaleString('en-US')} shown`);
      expect(await after.grid.getAttribute('aria-rowcount')).toBe(String(last + 2));
    } finally {
      await restarted.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});
