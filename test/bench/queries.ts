import { join } from 'node:path';
import { importFile } from './big-session.ts';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, percentile, plain, rounded } from './figures.ts';
import type { MillionFacts } from './million.ts';
import { writeMillion } from './million.ts';
import type { Page } from './page.ts';
import { scratchFolder } from './scratch.ts';

/** What the field waits for a further letter, in ms: it is not the search's. */
const TYPING_MS = 120;
const FIRST_MS = 300;
const COLUMNS_MS = 200;
const TEXTS_MS = 1500;

type Query = { readonly text: string; readonly count: number; readonly allMs: number };

/** Queries of each kind over a million entries: until rows that match are painted, and until all are counted. */
export async function queries({ app }: BuiltPages): Promise<readonly Figure[]> {
  const path = join(scratchFolder('million'), 'million.sockscope.ndjson');
  const facts = writeMillion(path);
  return inFreshBrowser(async (page) => {
    await page.goto(app.url);
    await importFile(page, path, facts);
    const figures: Figure[] = [];
    for (const query of queriesFor(facts)) figures.push(...(await askAndWatch(page, query, facts.entries)));
    return [...figures, ...(await cancel(page, facts))];
  });
}

function queriesFor({ rare, event, acks, entries }: MillionFacts): readonly Query[] {
  const columns = (text: string, count: number): Query => ({ text, count, allMs: COLUMNS_MS });
  const texts = (text: string, count: number): Query => ({ text, count, allMs: TEXTS_MS });
  return [
    columns(`event:${event.name}`, event.count),
    columns('kind:ACK', acks),
    columns('type:43 dir:received', acks),
    columns('seq:100..199', 100),
    columns(`at:>=${(2 * (entries - 1000)).toString()}ms`, 1000),
    texts(rare.word, rare.count),
    texts(`/${rare.word}|no such word/`, rare.count),
    texts('arg[0].n:500000', 1),
    texts('arg.stock:>=0', acks),
    texts(`$.text:*${rare.word}*`, rare.count),
    texts('$.nothing:*', 0),
    texts(`kind:ACK or ${rare.word}`, acks + rare.count),
  ];
}

async function askAndWatch(page: Page, { text, count, allMs }: Query, entries: number): Promise<readonly Figure[]> {
  const watched = await page.run(filterAndWatch, text, count);
  await page.run(() => kit.fill('Filter', ''));
  await page.until((all) => kit.counts().shown === all && !kit.counts().isCounting, entries);
  const { intervals, longTasks } = watched.frames;
  const tasks = `${longTasks.length} tasks over 50 ms`;
  return [
    atMost(`${text}: first rows`, watched.firstMs - TYPING_MS, FIRST_MS, 'ms'),
    atMost(`  all ${count.toLocaleString('en')}`, watched.allMs - TYPING_MS, allMs, 'ms'),
    plain('  frames meanwhile, ms', `p95 ${rounded(percentile(intervals, 0.95))}, ${tasks}`),
  ];
}

/** Runs in the page. */
async function filterAndWatch(text: string, count: number) {
  const before = kit.counts().shown;
  kit.watchFrames();
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  kit.fill('Filter', text);
  const firstRows = kit.painted(() => kit.counts().shown !== before && (count === 0 || kit.rowsInView().isWhole));
  const all = kit.painted(() => kit.counts().shown === count && !kit.counts().isCounting);
  const [firstMs, allMs] = await Promise.all([firstRows.then(since), all.then(since)]);
  return { firstMs, allMs, frames: kit.framesWatched() };
}

/** A search of many texts is under way when another one takes its place. */
async function cancel(page: Page, { event, entries }: MillionFacts): Promise<readonly Figure[]> {
  const ms = await page.run(replaceAndWatch, '$:/z+q+z+q/', `event:${event.name}`, event.count);
  await page.run(() => kit.fill('Filter', ''));
  await page.until((all) => kit.counts().shown === all, entries);
  return [atMost('a search replaced by a quick one: all', ms - TYPING_MS, COLUMNS_MS, 'ms')];
}

/** Runs in the page. */
async function replaceAndWatch(slow: string, quick: string, count: number): Promise<number> {
  kit.fill('Filter', slow);
  await kit.painted(() => kit.counts().isCounting);
  const startedAt = performance.now();
  kit.fill('Filter', quick);
  await kit.painted(() => kit.counts().shown === count && !kit.counts().isCounting);
  return performance.now() - startedAt;
}
