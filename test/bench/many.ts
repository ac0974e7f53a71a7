import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { percentile, plain, rounded, spread } from './figures.ts';
import { startFloodServer } from './flood-server.ts';
import { NAMESPACES, type ManyOrder } from './many-order.ts';
import type { Page } from './page.ts';

const CONNECTIONS = 20;
const ORDER: ManyOrder = { perSecond: 50, seconds: 60 };
const TICKS = CONNECTIONS * NAMESPACES.length * ORDER.perSecond * ORDER.seconds;

/** Many connections of one session at once, each with several namespaces that talk all the time. */
export async function many({ app }: BuiltPages): Promise<readonly Figure[]> {
  const server = await startFloodServer('many-server.ts');
  try {
    return await inFreshBrowser(async (page) => {
      await page.goto(app.url);
      await connectAll(page, server.url);
      const { frames, spanMs } = await page.run(beginAndWatch, ORDER, TICKS);
      await page.until(isAllSaved, TICKS);
      const { lanes, wrong } = await page.run(readTicks, ORDER.perSecond * ORDER.seconds);
      if (lanes !== CONNECTIONS * NAMESPACES.length || wrong > 0) {
        throw new Error(`${lanes} namespaces were heard, ${wrong} of them not whole and in order`);
      }
      const longest = Math.max(0, ...frames.longTasks);
      return [
        plain('events/s, on screen', rounded((TICKS * 1000) / spanMs)),
        {
          name: 'frames, ms',
          text: spread(frames.intervals),
          budget: { text: 'p95 ≤ 20 ms', isMet: percentile(frames.intervals, 0.95) <= 20 },
        },
        plain(
          'tasks over 50 ms',
          longest === 0 ? 'none' : `${frames.longTasks.length}, longest ${rounded(longest)} ms`,
        ),
        plain('recorded', `all of ${TICKS.toLocaleString('en')}, each namespace in order`),
      ];
    });
  } finally {
    await server.close();
  }
}

async function connectAll(page: Page, url: string): Promise<void> {
  await page.run(
    (target, namespaces) => {
      kit.button('Connection options').click();
      kit.fill('Namespaces', namespaces);
      kit.fill('Server URL', target);
      kit.button('Connect').click();
    },
    url,
    NAMESPACES.join(','),
  );
  for (let i = 1; i <= CONNECTIONS; i++) {
    await page.until(() =>
      /^connected/.test(document.querySelector('[aria-label="Connection status"]')?.textContent?.trim() ?? ''),
    );
    if (i === CONNECTIONS) return;
    // A copy of one that is connected connects at once.
    await page.run(() => kit.button('Duplicate connection').click());
    await page.until((tabs) => document.querySelectorAll('[aria-label="Connections"] [role="tab"]').length > tabs, i);
  }
}

/** Runs in the page. */
async function beginAndWatch(order: ManyOrder, count: number) {
  kit.fill('Event', 'begin');
  kit.fill('Arguments', JSON.stringify([order]));
  const expected = kit.counts().recorded + count;
  kit.watchFrames();
  const startedAt = performance.now();
  kit.button('Emit').click();
  while (kit.counts().recorded < expected) await new Promise((resolve) => setTimeout(resolve, 250));
  return { frames: kit.framesWatched(), spanMs: performance.now() - startedAt };
}

/** Runs in the page: whether all that was recorded is on the disk. */
async function isAllSaved(count: number): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('sockscope');
    opening.onsuccess = () => resolve(opening.result);
  });
  const sessions = await new Promise<readonly { readonly entries: number }[]>((resolve) => {
    const asking = database.transaction('sessions').objectStore('sessions').getAll();
    asking.onsuccess = () => resolve(asking.result);
  });
  database.close();
  return (sessions[0]?.entries ?? 0) >= count;
}

/** Runs in the page: reads from the disk what each connection's namespaces said, and whether it is whole. */
async function readTicks(each: number): Promise<{ readonly lanes: number; readonly wrong: number }> {
  type StoredChunk = {
    readonly count: number;
    readonly conn: Uint16Array;
    readonly textEnd: Uint32Array;
    readonly text: string;
  };
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('sockscope');
    opening.onsuccess = () => resolve(opening.result);
  });
  const chunks = await new Promise<readonly StoredChunk[]>((resolve) => {
    const asking = database.transaction('chunks').objectStore('chunks').getAll();
    asking.onsuccess = () => resolve(asking.result);
  });
  database.close();
  const next = new Map<string, number>();
  let wrong = 0;
  for (const { count, conn, textEnd, text } of chunks) {
    for (let i = 0; i < count; i++) {
      // A polling body may hold several; they come before the upgrade at the latest.
      for (const packet of text.slice(i === 0 ? 0 : textEnd[i - 1], textEnd[i]).split('\x1e')) {
        const [, nsp, n] = /^42(?:(\/\w*),)?\["tick",\{"n":(\d+),/.exec(packet) ?? [];
        if (n === undefined) continue;
        const lane = `${conn[i]} ${nsp ?? '/'}`;
        const expected = next.get(lane) ?? 0;
        if (Number(n) !== expected) wrong++;
        next.set(lane, Number(n) + 1);
      }
    }
  }
  for (const heard of next.values()) if (heard !== each) wrong++;
  return { lanes: next.size, wrong };
}
