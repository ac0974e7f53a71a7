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

const SESSIONS = 200;
const ENTRIES = 10_000;
/** About 150 bytes a frame. */
const NOTE_WORDS = 14;
/** One session in so many holds the rare word. */
const RARE_EVERY = 10;
const NAMES_MS = 300;
const TEXT_MS = 5000;
/** What the field waits for a further letter, in ms: it is not the search's. */
const TYPING_MS = 150;

type Asked = { readonly text: string; readonly sessions: number; readonly entries?: number; readonly mostMs: number };

/** Searches over 200 sessions of 10,000 entries: from the last letter typed until all that is found is painted. */
export async function search({ app }: BuiltPages): Promise<readonly Figure[]> {
  const path = join(scratchFolder('search'), 'session.sockscope.ndjson');
  const facts = writeMillion(path, NOTE_WORDS, ENTRIES);
  return inFreshBrowser(async (page) => {
    await page.goto(app.url);
    await importFile(page, path, facts);
    await page.until(isIndexed);
    const chunks = await page.run(copySession, SESSIONS, RARE_EVERY, facts.rare.word);
    await page.goto(app.url);
    await page.until(() => document.querySelector('button[aria-label="All sessions"]') !== null);
    await page.run(() => kit.button('All sessions').click());
    await page.until(
      (count) => document.querySelectorAll('ul[aria-label="All sessions"] > li').length >= count,
      SESSIONS,
    );
    const megabytes = rounded((facts.payloadBytes * SESSIONS) / 1e6);
    const figures = [plain('sessions', `${SESSIONS} of ${ENTRIES} entries, ${megabytes} MB in ${chunks} chunks each`)];
    for (const asked of askedOf(facts)) figures.push(...(await askAndWatch(page, asked)));
    return figures;
  });
}

function askedOf({ rare, event }: MillionFacts): readonly Asked[] {
  const all = { sessions: SESSIONS, mostMs: NAMES_MS };
  const some = Math.ceil(SESSIONS / RARE_EVERY);
  return [
    { text: 'name:copy', ...all },
    { text: `event:${event.name}`, ...all, entries: event.count * SESSIONS },
    { text: 'pri', ...all, entries: event.count * SESSIONS },
    { text: 'tag:tenth event:*o*', sessions: some, mostMs: NAMES_MS },
    { text: `"${rare.word}"`, sessions: some, entries: some * rare.count, mostMs: TEXT_MS },
    { text: `event:${event.name} "${rare.word.toUpperCase()}"`, sessions: some, mostMs: TEXT_MS },
    { text: '/no such word|nor this/', sessions: 0, mostMs: TEXT_MS },
    { text: '"load"', sessions: SESSIONS, mostMs: TEXT_MS },
  ];
}

async function askAndWatch(page: Page, { text, sessions, entries, mostMs }: Asked): Promise<readonly Figure[]> {
  const { ms, found, steps, frames } = await page.run(searchAndWatch, text);
  const isRight = sessions === 0 ? found.startsWith('0 ') || found.startsWith('No') : found.includes(`${sessions} of`);
  const isCounted = entries === undefined || found.startsWith(`${entries.toLocaleString('en')} entries`);
  if (!isRight || !isCounted) throw new Error(`${text} found ${found}`);
  await page.run(() => kit.fill('Search all sessions', ''));
  await page.until(() => document.querySelector('[role="status"][aria-label="Found"]')?.textContent === '');
  const tasks = `${frames.longTasks.length} tasks over 50 ms`;
  return [
    atMost(text, ms - TYPING_MS, mostMs, 'ms'),
    plain('  found', `${found}; told ${steps} times before`),
    plain('  frames meanwhile, ms', `p95 ${rounded(percentile(frames.intervals, 0.95))}, ${tasks}`),
  ];
}

/** Runs in the page. */
async function isIndexed(): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('sockscope');
    opening.onsuccess = () => resolve(opening.result);
  });
  const count = await new Promise<number>((resolve) => {
    const counting = database.transaction('indexes').objectStore('indexes').count();
    counting.onsuccess = () => resolve(counting.result);
  });
  database.close();
  return count === 1;
}

/** Runs in the page. Makes the one session there into `count`, of which one in `rareEvery` keeps the rare word. */
async function copySession(count: number, rareEvery: number, rareWord: string): Promise<number> {
  const of = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no reason'));
    });
  const database = await of(indexedDB.open('sockscope'));
  const all = <T>(store: string): Promise<T[]> => of(database.transaction(store).objectStore(store).getAll());
  type Kept = { readonly key: string; readonly header: { readonly startedAt: string } };
  const [record] = await all<Kept>('sessions');
  const [index] = await all<Kept>('indexes');
  const chunks = await all<{ readonly text: string }>('chunks');
  if (!record || !index) throw new Error('nothing was imported');
  for (let n = 0; n < count; n++) {
    const key = n === 0 ? record.key : `${record.key}-${n}`;
    const isTenth = n % rareEvery === 0;
    const startedAt = new Date(Date.parse(record.header.startedAt) - n * 60_000).toISOString();
    const header = { ...record.header, name: `Copy ${n}`, startedAt, tags: isTenth ? ['tenth'] : [] };
    const transaction = database.transaction(['sessions', 'indexes', 'chunks'], 'readwrite');
    transaction.objectStore('sessions').put({ ...record, key, header });
    transaction.objectStore('indexes').put({ ...index, key });
    for (const [i, chunk] of chunks.entries()) {
      const text = isTenth ? chunk.text : chunk.text.replaceAll(rareWord, 'x'.repeat(rareWord.length));
      transaction.objectStore('chunks').put({ ...chunk, text }, [key, i]);
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
  }
  database.close();
  return chunks.length;
}

/** Runs in the page. */
async function searchAndWatch(text: string) {
  const found = () => document.querySelector('[role="status"][aria-label="Found"]')?.textContent ?? '';
  let steps = 0;
  let last = '';
  kit.watchFrames();
  const startedAt = performance.now();
  kit.fill('Search all sessions', text);
  await kit.painted(() => {
    const now = document.querySelector('[role="progressbar"][aria-label="Searching all sessions"]')?.ariaValueNow ?? '';
    if (now !== last) steps++;
    last = now;
    return found() !== '';
  });
  return { ms: performance.now() - startedAt, found: found(), steps, frames: kit.framesWatched() };
}
