import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, plain, rounded } from './figures.ts';
import { memoryOf, MemoryWatch, processorSecondsOf } from './processes.ts';
import type { MillionFacts } from './million.ts';
import { writeMillion } from './million.ts';
import type { Page } from './page.ts';
import { scratchFolder } from './scratch.ts';

const MB = 1_000_000;
const MOST_S = 20;
const MOST_MB = 200;
const POLL_MS = 20;
const PATIENCE_MS = 180_000;
/** What the app still does when it is opened: loading what it may need, tidying up. */
const SETTLE_MS = 3000;
const NOTE_WORDS = 14;

type Choices = readonly (readonly [label: string, isOn: boolean])[];

const AS_RECORDED: Choices = [
  ['Compress', true],
  ['Redact secrets', false],
  ['Diagnosis report', false],
];
const AS_OFFERED: Choices = [
  ['Compress', true],
  ['Redact secrets', true],
  ['Diagnosis report', true],
];

/** What of the app lies on the disk, beside the sessions that the list shows. */
type Leftovers = { readonly files: number; readonly records: number; readonly locks: number };

/** A million entries with 150 MB of payload go into a file and come back: time, memory, and what a cancel leaves. */
export async function travel({ app }: BuiltPages): Promise<readonly Figure[]> {
  const folder = scratchFolder('travel');
  const path = join(folder, 'million.sockscope.ndjson');
  const facts = writeMillion(path, NOTE_WORDS);
  const wanted = hashOf(readFileSync(path));
  const figures = [plain('payload, file', `${megabytes(facts.payloadBytes)}, ${megabytes(statSync(path).size)}`)];
  const packed = join(folder, 'million.sockscope.ndjson.gz');

  await inFreshBrowser(async (page, pid) => {
    await page.goto(app.url);
    figures.push(...(await bring(page, pid, path, facts, 'import, plain')));
    await page.goto(app.url);
    await listed(page, facts.name);
    await wait(SETTLE_MS);
    figures.push(...(await cancelled(page, facts)));
    figures.push(...(await save(page, pid, facts, packed)));
    if (hashOf(gunzipSync(readFileSync(packed))) !== wanted)
      throw new Error('the export differs from what was imported');
  });

  await inFreshBrowser(async (page, pid) => {
    await page.goto(app.url);
    figures.push(...(await cancelledImport(page, packed)));
    figures.push(...(await bring(page, pid, packed, facts, 'import, gzip')));
    await page.goto(app.url);
    await listed(page, facts.name);
    await wait(SETTLE_MS);
    figures.push(...(await open(page, pid, facts)));
    const again = join(folder, 'again.gz');
    await save(page, pid, facts, again);
    if (hashOf(readFileSync(again)) !== hashOf(readFileSync(packed))) throw new Error('the second export differs');
    figures.push(plain('exported again', 'equal, byte for byte'));
    figures.push(...(await save(page, pid, facts, join(folder, 'redacted.gz'), AS_OFFERED)));
  });
  return figures;
}

/** Until the shelf has all of it; it is opened then, which is weighed by itself. */
async function bring(
  page: Page,
  pid: number,
  path: string,
  { name }: MillionFacts,
  what: string,
): Promise<readonly Figure[]> {
  await wait(SETTLE_MS);
  const idle = memoryOf(pid);
  const before = processorSecondsOf(pid);
  const watch = new MemoryWatch(pid);
  const startedAt = performance.now();
  await page.chooseFile('Import file', path);
  await listed(page, name);
  const tookMs = performance.now() - startedAt;
  return weighed(what, tookMs, processorSecondsOf(pid) - before, watch.end() - idle);
}

async function save(
  page: Page,
  pid: number,
  facts: MillionFacts,
  into: string,
  choices = AS_RECORDED,
): Promise<readonly Figure[]> {
  const downloads = scratchFolder('downloads');
  await page.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  await chooseExport(page, facts.name, choices);
  const idle = memoryOf(pid);
  const before = processorSecondsOf(pid);
  const watch = new MemoryWatch(pid);
  const startedAt = performance.now();
  await page.run(() => kit.button('Save').click());
  const saved = await downloaded(downloads);
  const tookMs = performance.now() - startedAt;
  const processorS = processorSecondsOf(pid) - before;
  const most = watch.end() - idle;
  renameSync(saved, into);
  rmSync(downloads, { recursive: true, force: true });
  const size = plain('  its file', megabytes(statSync(into).size));
  if (choices === AS_RECORDED) return [...weighed('export, gzip', tookMs, processorS, most), size];
  return [
    plain('export as the dialog offers it: redacted, with report', `${rounded(tookMs / 1000)} s`),
    atMost('  memory at most', most / MB, MOST_MB, 'MB'),
    size,
  ];
}

async function open(page: Page, pid: number, { name, entries }: MillionFacts): Promise<readonly Figure[]> {
  const idle = memoryOf(pid);
  const watch = new MemoryWatch(pid);
  const startedAt = performance.now();
  await page.run(clickOf, name, 'Open');
  await page.until((wanted) => kit.counts().recorded === wanted, entries);
  const tookMs = performance.now() - startedAt;
  const most = watch.end() - idle;
  await wait(SETTLE_MS);
  return [
    plain('open it', `${rounded(tookMs / 1000)} s`),
    atMost('  memory at most', most / MB, MOST_MB, 'MB'),
    plain('  memory afterwards', megabytes(memoryOf(pid) - idle)),
  ];
}

/** An export that is stopped in the middle. */
async function cancelled(page: Page, { name }: MillionFacts): Promise<readonly Figure[]> {
  const before = await leftovers(page);
  await chooseExport(page, name);
  await page.run(() => kit.button('Save').click());
  await page.until(isUnderWay, WORK);
  await page.run(cancelWork, WORK);
  await page.until((work) => document.querySelector(work) === null, WORK);
  return [same('export cancelled', before, await leftovers(page))];
}

async function cancelledImport(page: Page, path: string): Promise<readonly Figure[]> {
  await wait(SETTLE_MS);
  const before = await leftovers(page);
  await page.chooseFile('Import file', path);
  await page.until(isUnderWay, WORK);
  await page.run(cancelWork, WORK);
  await page.until((work) => document.querySelector(work) === null, WORK);
  return [same('import cancelled', before, await leftovers(page))];
}

const WORK = '[role="progressbar"][aria-label^="Importing"], [role="progressbar"][aria-label^="Exporting"]';

/** Runs in the page. */
function isUnderWay(work: string): boolean {
  return Number(document.querySelector(work)?.getAttribute('aria-valuenow') ?? 0) > 20;
}

/** Runs in the page. */
function cancelWork(work: string): void {
  const buttons = [...(document.querySelector(work)?.parentElement?.querySelectorAll('button') ?? [])];
  const cancel = buttons.find((button) => button.textContent?.trim() === 'Cancel');
  if (!cancel) throw new Error('there is no Cancel');
  cancel.click();
}

function same(name: string, before: Leftovers, after: Leftovers): Figure {
  if (JSON.stringify(before) !== JSON.stringify(after))
    throw new Error(`${name}: ${JSON.stringify(before)} before, ${JSON.stringify(after)} after`);
  return plain(name, 'nothing left: no file, no record or chunk, no lock');
}

/** Runs in the page. */
async function leftovers(page: Page): Promise<Leftovers> {
  return page.run(async () => {
    const root = await navigator.storage.getDirectory();
    let files = 0;
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const each of folder.values()) {
        if (each.kind === 'directory') await walk(each as FileSystemDirectoryHandle);
        else files++;
      }
    };
    await walk(root);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('sockscope');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error('no database'));
    });
    const counted = (store: string) =>
      new Promise<number>((resolve) => {
        const asked = database.transaction(store).objectStore(store).count();
        asked.onsuccess = () => resolve(asked.result);
      });
    const records = (await counted('sessions')) + (await counted('chunks'));
    database.close();
    const { held = [] } = await navigator.locks.query();
    return { files, records, locks: held.length };
  });
}

async function chooseExport(page: Page, name: string, choices = AS_RECORDED): Promise<void> {
  await page.run(clickOf, name, 'Export');
  await page.until(() =>
    [...document.querySelectorAll('dialog[open] button')].some(({ textContent }) => textContent?.trim() === 'Save'),
  );
  await page.run((wanted) => {
    for (const [label, isOn] of wanted) {
      const box = [...document.querySelectorAll('dialog[open] label')].find((each) =>
        each.textContent?.trim().startsWith(label),
      );
      const input = box?.querySelector('input');
      if (input && input.checked !== isOn) input.click();
    }
  }, choices);
}

/** Runs in the page. */
function clickOf(name: string, button: string): void {
  const item = document.querySelector(`li[aria-label="${name}"]`);
  const found = item?.querySelector<HTMLElement>(`button[aria-label="${button}"]`);
  if (!found) throw new Error(`${name} has no ${button}`);
  found.click();
}

function listed(page: Page, name: string): Promise<void> {
  return page.run(async (wanted) => {
    await kit.painted(() => document.querySelector(`li[aria-label="${wanted}"]`) !== null);
  }, name);
}

async function downloaded(folder: string): Promise<string> {
  const startedAt = Date.now();
  for (;;) {
    const [name] = readdirSync(folder).filter((each) => !each.endsWith('.crdownload'));
    if (name !== undefined) return join(folder, name);
    if (Date.now() - startedAt > PATIENCE_MS) throw new Error('nothing was downloaded');
    await wait(POLL_MS);
  }
}

function weighed(name: string, tookMs: number, processorS: number, bytes: number): readonly Figure[] {
  return [
    atMost(name, tookMs / 1000, MOST_S, 's'),
    plain('  processor time of the browser', `${rounded(processorS)} s`),
    atMost('  memory at most', bytes / MB, MOST_MB, 'MB'),
  ];
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function megabytes(bytes: number): string {
  return `${rounded(bytes / MB)} MB`;
}
