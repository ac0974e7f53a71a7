import { execFileSync } from 'node:child_process';
import process from 'node:process';
import type { BrowserContext, LaunchOptions, Page } from 'playwright/test';
import { chromium } from 'playwright/test';

/** A browser with a profile that outlives it. */
export function openBrowser(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...options, viewport: { width: 1280, height: 800 } });
}

/** The whole browser, as a power cut would: every process of its group at once. Tells when. */
export async function kill(context: BrowserContext): Promise<number> {
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

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What of the app lies on the disk. */
export type OnDisk = {
  /** Names of the sessions, by their state. */
  readonly sessions: readonly { readonly name: string; readonly state: string; readonly entries: number }[];
  /** Chunks that belong to none of them. */
  readonly orphans: number;
  /** In the private file system. */
  readonly files: number;
  readonly locks: number;
};

export function onDisk(page: Page): Promise<OnDisk> {
  return page.evaluate(async () => {
    const answer = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('no answer'));
      });
    const filesIn = async (folder: FileSystemDirectoryHandle): Promise<number> => {
      let files = 0;
      for await (const each of folder.values())
        files += each.kind === 'directory' ? await filesIn(each as FileSystemDirectoryHandle) : 1;
      return files;
    };
    const database = await answer(indexedDB.open('sockscope'));
    const read = database.transaction(['sessions', 'chunks']);
    const records = await answer(read.objectStore('sessions').getAll());
    const chunks = await answer(read.objectStore('chunks').getAllKeys());
    database.close();
    const keys = new Set<unknown>(records.map(({ key }) => key));
    const { held = [] } = await navigator.locks.query();
    return {
      sessions: records.map(({ header, state, entries }) => ({ name: String(header.name), state, entries })),
      orphans: chunks.filter((key) => Array.isArray(key) && !keys.has(key[0])).length,
      files: await filesIn(await navigator.storage.getDirectory()),
      locks: held.length,
    };
  });
}
