import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, plain, rounded, spread } from './figures.ts';
import type { Page } from './page.ts';
import { scratchFolder } from './scratch.ts';

const JSON_BYTES = 20_000_000;
const BINARY_BYTES = 1_000_000;
const SCROLLS = 120;

const TREE_LINE = '[role="tree"] [role="treeitem"]';
const HEX_LINE = '[aria-label="Hexadecimal dump"] .line';

/** A message of 20 MB and an attachment of 1 MB: from the click on the row to what is painted, then scrolled. */
export async function details({ app }: BuiltPages): Promise<readonly Figure[]> {
  const path = join(scratchFolder('details'), 'details.sockscope.ndjson');
  const { values, jsonBytes } = writeSession(path);
  return inFreshBrowser(async (page) => {
    await page.goto(app.url);
    await page.chooseFile('Import file', path);
    await page.until(() => document.querySelectorAll('[role="grid"] [role="row"][data-seq]').length === 4);
    // The pane’s code comes with the first row that is looked at, whichever that is.
    await page.run(clickAndWatch, 0, TREE_LINE);
    const json = await page.run(clickAndWatch, 1, TREE_LINE);
    const expandedMs = await page.run(expandAndWatch, 'Expand all');
    const scrolled = await page.run(scrollTree, SCROLLS);
    const foundMs = await page.run(findAndWatch, 'item 149999');
    const hex = await page.run(clickAndWatch, 3, HEX_LINE);
    return [
      atMost(`open ${rounded(jsonBytes / 1e6)} MB of JSON`, json.tookMs, 1000, 'ms'),
      plain('  page’s tasks meanwhile', `${json.longTasks.length} over 50 ms`),
      plain(`expand all ${rounded(values)} values`, `${rounded(expandedMs)} ms`),
      plain('  frames while scrolling, ms', spread(scrolled)),
      plain('find the last value', `${rounded(foundMs)} ms`),
      atMost('open 1 MB of bytes as hex', hex.tookMs, 300, 'ms'),
      ...(await weigh(page)),
    ];
  });
}

function writeSession(path: string): { readonly values: number; readonly jsonBytes: number } {
  const items: unknown[] = [];
  let characters = 0;
  for (let id = 0; characters < JSON_BYTES || id < 150_000; id++) {
    const item = {
      id,
      name: `item ${id}`,
      tags: ['a', 'b', id],
      price: id / 7,
      nested: { none: null, is: true, text: 'Grüße' },
    };
    items.push(item);
    characters += JSON.stringify(item).length + 1;
  }
  const big = `42${JSON.stringify(['big', { items, total: items.length }])}`;
  const bytes = Buffer.from(Uint8Array.from({ length: BINARY_BYTES }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24));
  const common = { conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'received' };
  const lines = [
    { seq: 0, at: 0, ...common, text: '42["small",1]' },
    { seq: 1, at: 1, ...common, text: big },
    { seq: 2, at: 2, ...common, text: '451-["blob",{"_placeholder":true,"num":0}]' },
    { seq: 3, at: 3, ...common, base64: bytes.toString('base64') },
  ];
  writeFileSync(path, [header(), ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
  // An item: itself, five values in it, three tags and three in the nested object.
  return { values: items.length * 12, jsonBytes: Buffer.byteLength(big) };
}

function header() {
  const connection = { id: 1, url: 'http://127.0.0.1:3000', path: '/socket.io/', protocol: 'v4', parser: 'default' };
  return {
    format: 'sockscope',
    version: 1,
    id: '0198f2a0-5c1e-7cc3-98c4-dc0c0c0720bd',
    name: 'A large message',
    startedAt: '2026-11-20T10:15:02.120Z',
    endedAt: '2026-11-20T10:15:03.120Z',
    app: 'sockscope bench',
    userAgent: '',
    connections: [{ ...connection, transports: ['websocket'], namespaces: ['/'] }],
    notes: [],
    tags: [],
  };
}

/** Runs in the page. */
async function clickAndWatch(index: number, awaited: string) {
  const rows = [...document.querySelectorAll<HTMLElement>('[role="grid"] [role="row"][data-seq]')];
  const before = document.querySelector(awaited);
  kit.watchFrames();
  const startedAt = performance.now();
  rows[index]?.click();
  await kit.painted(() => {
    const found = document.querySelector(awaited);
    return found !== null && found !== before && found.isConnected;
  });
  const tookMs = performance.now() - startedAt;
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { tookMs, longTasks: kit.framesWatched().longTasks };
}

/** Runs in the page. */
async function expandAndWatch(name: string): Promise<number> {
  const startedAt = performance.now();
  document.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
  await kit.painted(() => (document.querySelector('[role="tree"]')?.scrollHeight ?? 0) > 1_000_000);
  return performance.now() - startedAt;
}

/** Runs in the page: a screenful a frame, with a jump now and then. */
async function scrollTree(times: number): Promise<readonly number[]> {
  const tree = document.querySelector('[role="tree"]');
  const frames: number[] = [];
  let last = performance.now();
  for (let i = 0; i < times && tree; i++) {
    tree.scrollTop += i % 30 === 29 ? 500_000 : tree.clientHeight;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

/** Runs in the page. */
async function findAndWatch(needle: string): Promise<number> {
  const startedAt = performance.now();
  kit.fill('Find in message', needle);
  const field = document.querySelector('[aria-label="Find in message"]');
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  await kit.painted(
    () => document.querySelector('[role="treeitem"][aria-selected="true"]')?.textContent?.includes(needle) === true,
  );
  return performance.now() - startedAt;
}

async function weigh(page: Page): Promise<readonly Figure[]> {
  const { usedSize, backingStorageSize } = await page.heap();
  return [plain('page heap with it', `${rounded((usedSize + backingStorageSize) / 1e6)} MB`)];
}
