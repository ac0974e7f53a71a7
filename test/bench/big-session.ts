import { join } from 'node:path';
import { contentTopAt } from '../../src/ui/timeline/scroll-map.ts';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, plain, rounded, spread } from './figures.ts';
import type { MillionFacts } from './million.ts';
import { writeMillion } from './million.ts';
import type { HeapUse, Page } from './page.ts';
import { scratchFolder } from './scratch.ts';

const JUMPS = 20;
const MB = 1_000_000;

/** A session of a million entries: imported, opened again after a reload, scrolled, weighed. */
export async function big({ app }: BuiltPages): Promise<readonly Figure[]> {
  const path = join(scratchFolder('million'), 'million.sockscope.ndjson');
  const facts = writeMillion(path);
  return inFreshBrowser(async (page) => {
    await page.goto(app.url);
    const imported = await importFile(page, path, facts);
    await page.goto(app.url);
    const opened = await openSession(page, facts);
    const jumps = await jump(page, facts.entries);
    return [...imported, ...opened, ...jumps, ...(await weigh(page, facts))];
  });
}

export async function importFile(page: Page, path: string, facts: MillionFacts): Promise<readonly Figure[]> {
  await page.run(() => kit.watchFrames());
  const startedAt = performance.now();
  await page.chooseFile('Import file', path);
  await page.until((entries) => kit.counts().recorded === entries, facts.entries);
  const tookMs = performance.now() - startedAt;
  const { intervals, longTasks } = await page.run(() => kit.framesWatched());
  return [
    plain('import and open', `${rounded(tookMs / 1000)} s`),
    plain('  frames meanwhile, ms', `${spread(intervals)}, ${longTasks.length} tasks over 50 ms`),
  ];
}

export async function openSession(page: Page, { name, entries }: MillionFacts): Promise<readonly Figure[]> {
  await page.until((wanted) => document.querySelector(`li[aria-label="${wanted}"]`) !== null, name);
  const { firstRowsMs, wholeMs, frames } = await page.run(openAndWatch, name, entries);
  return [
    atMost('open: first rows painted', firstRowsMs, 1000, 'ms'),
    plain('open: all entries read', `${rounded(wholeMs)} ms`),
    plain('  frames meanwhile, ms', `${spread(frames.intervals)}, ${frames.longTasks.length} tasks over 50 ms`),
  ];
}

/** Runs in the page. */
async function openAndWatch(name: string, entries: number) {
  const open = document.querySelector<HTMLElement>(`li[aria-label="${name}"] button[aria-label="Open"]`);
  kit.watchFrames();
  const startedAt = performance.now();
  open?.click();
  await kit.painted(() => kit.rowsInView().isWhole);
  const firstRowsMs = performance.now() - startedAt;
  await kit.painted(() => kit.counts().recorded === entries);
  return { firstRowsMs, wholeMs: performance.now() - startedAt, frames: kit.framesWatched() };
}

async function jump(page: Page, entries: number): Promise<readonly Figure[]> {
  const { viewportPx, rowPx, scrolls } = await page.run(measureGrid);
  const extent = { contentPx: entries * rowPx, viewportPx };
  const times: number[] = [];
  for (let i = 0; i < JUMPS; i++) {
    const scrollTop = Math.round(Math.random() * scrolls);
    const first = Math.floor(contentTopAt(scrollTop, extent) / rowPx);
    times.push(await page.run(scrollAndWatch, scrollTop, first));
  }
  const endMs = await page.run(pressAndWatch, 'End', entries - 1);
  const homeMs = await page.run(pressAndWatch, 'Home', 0);
  return [
    {
      name: `${JUMPS} random jumps, ms`,
      text: spread(times),
      budget: { text: '100 ms each', isMet: Math.max(...times) <= 100 },
    },
    atMost('End', endMs, 100, 'ms'),
    atMost('Home', homeMs, 100, 'ms'),
  ];
}

/** Runs in the page. */
function measureGrid() {
  const grid = kit.grid();
  const heightOf = (selector: string) => grid.querySelector(selector)?.getBoundingClientRect().height ?? NaN;
  const viewportPx = grid.clientHeight - heightOf('[role="row"]');
  return { viewportPx, rowPx: heightOf('[role="row"][data-seq]'), scrolls: grid.scrollHeight - grid.clientHeight };
}

/** Runs in the page. */
async function scrollAndWatch(scrollTop: number, first: number): Promise<number> {
  const startedAt = performance.now();
  kit.grid().scrollTop = scrollTop;
  await kit.painted(() => {
    const rows = kit.rowsInView();
    return rows.isWhole && Math.abs(rows.first - first) <= 1;
  });
  return performance.now() - startedAt;
}

/** Runs in the page. */
async function pressAndWatch(key: string, place: number): Promise<number> {
  const startedAt = performance.now();
  kit.grid().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await kit.painted(() => {
    const rows = kit.rowsInView();
    return rows.isWhole && rows.first <= place && place <= rows.last;
  });
  return performance.now() - startedAt;
}

async function weigh(page: Page, { payloadBytes }: MillionFacts): Promise<readonly Figure[]> {
  const ofPage = await page.heap();
  const ofWorker = await (await page.worker()).heap();
  const most = Math.round((2.5 * payloadBytes) / MB);
  return [
    atMost('page heap', total(ofPage) / MB, 60, 'MB'),
    plain('  of it', parts(ofPage)),
    atMost('worker heap', total(ofWorker) / MB, most, 'MB'),
    plain('  of it', `${parts(ofWorker)}; payloads ${rounded(payloadBytes / MB)}`),
  ];
}

function total({ usedSize, embedderHeapUsedSize, backingStorageSize }: HeapUse): number {
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

function parts({ usedSize, embedderHeapUsedSize, backingStorageSize }: HeapUse): string {
  const [js, embedder, buffers] = [usedSize, embedderHeapUsedSize, backingStorageSize].map((bytes) =>
    rounded(bytes / MB),
  );
  return `JavaScript ${js}, embedder ${embedder}, buffers ${buffers}`;
}
