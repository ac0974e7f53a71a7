import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, percentile, plain, rounded } from './figures.ts';
import { startFloodServer } from './flood-server.ts';
import type { Page } from './page.ts';
import { scratchFolder } from './scratch.ts';

const STEPS = 50_000;
const PATIENCE_MS = 300_000;

/** What the app says of a replay, and the exported comparison of a short one. */
type Comparison = { readonly steps: readonly { readonly sentAt: number; readonly atMs: number }[] };

/** 200 questions in their own rhythm, and 50,000 as fast as it goes. */
export async function replay({ app }: BuiltPages): Promise<readonly Figure[]> {
  const server = await startFloodServer();
  try {
    return await inFreshBrowser(async (page) => {
      await page.goto(app.url);
      await connect(page, server.url);
      await prepare(page, 200, 11);
      const rhythm = await playInRhythm(page);
      await prepare(page, STEPS, 1);
      const acks = await playAll(page, 'acks');
      const flatOut = await playAll(page, 'flat-out');
      const cancelled = await cancel(page);
      return [...rhythm, acks, flatOut, cancelled, await growth(page)];
    });
  } finally {
    await server.close();
  }
}

async function connect(page: Page, url: string): Promise<void> {
  await page.run(() => kit.button('Connection options').click());
  await page.until(() => document.querySelector('[aria-label="Connection options"] select') !== null);
  await page.run((address) => {
    kit.fill('Server URL', address);
    kit.fill('Transports', 'websocket');
    kit.button('Connect').click();
  }, url);
  await page.until(() =>
    /^connected/.test(document.querySelector('[aria-label="Connection status"]')?.textContent?.trim() ?? ''),
  );
}

/** Imports `count` questions, one each `gapMs`, and has them ready to be played. */
async function prepare(page: Page, count: number, gapMs: number): Promise<void> {
  const path = join(scratchFolder('questions'), 'questions.sockscope.ndjson');
  writeFileSync(path, questions(count, gapMs));
  await page.chooseFile('Import file', path);
  await page.until((entries) => kit.counts().recorded === entries, count * 2);
  await page.run(() => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs.find(({ textContent }) => textContent.trim().startsWith('Replay'))?.click();
    document.querySelector<HTMLElement>('[aria-label="Put away"]')?.click();
  });
  const hasOffer = () =>
    [...document.querySelectorAll('button')].some((button) => button.textContent.trim() === 'Replay session');
  await page.until(hasOffer);
  await page.run(() => kit.button('Replay session').click());
  await page.until(() => document.querySelector('[aria-label="Replay progress"]') !== null);
}

async function playInRhythm(page: Page): Promise<readonly Figure[]> {
  await page.run(playToEnd, 'x1', PATIENCE_MS);
  const { steps } = await page.run(exported);
  const gaps = steps.slice(1).map(({ sentAt, atMs }, i) => {
    const before = steps[i] ?? { sentAt: NaN, atMs: NaN };
    return Math.abs(sentAt - before.sentAt - (atMs - before.atMs));
  });
  const late = steps.map(({ sentAt, atMs }) => sentAt - (steps[0]?.sentAt ?? NaN) - atMs);
  return [
    atMost('200 steps at 1×: gaps kept within, p95', percentile(gaps, 0.95), 5, 'ms'),
    plain('  after their time, ms', `p50 ${rounded(percentile(late, 0.5))}, p95 ${rounded(percentile(late, 0.95))}`),
  ];
}

async function playAll(page: Page, speed: string): Promise<Figure> {
  const { tookMs, text } = await page.run(playToEnd, speed, PATIENCE_MS);
  const perSecond = rounded((STEPS * 1000) / tookMs);
  return plain(`${STEPS.toLocaleString('en')} steps, ${speed}`, `${perSecond} steps/s · ${text}`);
}

async function cancel(page: Page): Promise<Figure> {
  const tookMs = await page.run(async () => {
    kit.button('Play').click();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const startedAt = performance.now();
    const stop = kit.button('Stop');
    stop.click();
    while (stop.getAttribute('aria-disabled') !== 'true') await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - startedAt;
  });
  return atMost('flat out, from Stop until it says so', tookMs, 200, 'ms');
}

/** What the worker holds more after another 50,000 steps: their part of the log, and nothing else. */
async function growth(page: Page): Promise<Figure> {
  const worker = await page.worker();
  const before = (await worker.heap()).usedSize;
  await page.run(playToEnd, 'flat-out', PATIENCE_MS);
  const after = (await worker.heap()).usedSize;
  const bytes = rounded((after - before) / STEPS);
  return plain('worker’s heap, a step more', `${bytes} B, of them the log’s three entries`);
}

/** Runs in the page: plays until the counts say that every step is equal. */
async function playToEnd(speed: string, patienceMs: number) {
  const select = document.querySelector<HTMLSelectElement>('select[aria-label="Speed"]');
  const option = [...(select?.options ?? [])].find(({ value }) => value === speed);
  if (select && option) {
    select.value = speed;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const status = document.querySelector('[aria-label="Replay progress"]');
  const startedAt = performance.now();
  kit.button('Play').click();
  const isOver = () => {
    const [, total, equal] = /^[\d,]+ of ([\d,]+) sent · ([\d,]+) equal$/.exec(status?.textContent ?? '') ?? [];
    return total !== undefined && total === equal && kit.button('Pause').getAttribute('aria-disabled') === 'true';
  };
  while (!isOver()) {
    if (performance.now() - startedAt > patienceMs) throw new Error(`still ${status?.textContent}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { tookMs: performance.now() - startedAt, text: status?.textContent ?? '' };
}

/** Runs in the page: what "Export comparison" would save. */
async function exported(): Promise<Comparison> {
  const make = URL.createObjectURL;
  const made = new Promise<Blob>((resolve) => {
    URL.createObjectURL = (blob: Blob) => {
      resolve(blob);
      return make.call(URL, blob);
    };
  });
  kit.button('Export comparison').click();
  const blob = await made;
  URL.createObjectURL = make;
  return JSON.parse(await blob.text());
}

function questions(count: number, gapMs: number): string {
  const header = {
    format: 'sockscope',
    version: 1,
    id: '0198c0de-7a11-7cc0-8f00-00000000beef',
    name: `${count} questions`,
    startedAt: '2026-11-20T10:15:02.120Z',
    app: 'bench',
    userAgent: '',
    connections: [
      {
        id: 1,
        url: 'http://host',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: ['websocket'],
        namespaces: ['/'],
      },
    ],
    notes: [],
    tags: [],
  };
  const frame = { conn: 1, kind: 'frame', chan: 1, via: 'websocket' };
  const lines: object[] = [header];
  for (let n = 0; n < count; n++) {
    const at = n * gapMs;
    lines.push({ seq: n * 2, at, ...frame, dir: 'sent', text: `42${n}["ask",{"n":${n}}]` });
    const text = `43${n}[{"n":${n},"twice":${n * 2}}]`;
    lines.push({ seq: n * 2 + 1, at: at + gapMs / 2, ...frame, dir: 'received', text });
  }
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
