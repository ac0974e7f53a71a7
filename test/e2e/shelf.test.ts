import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright/test';
import { Complaints } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import type { ShownRow } from './sockscope.ts';
import { Sockscope } from './sockscope.ts';

const SAMPLE = new URL('../samples/v1-basic.sockscope.ndjson', import.meta.url);

/** Runs `visit` in a browser profile that has never seen the app. */
async function inFreshProfile(
  browser: Browser,
  app: string,
  visit: (scope: Sockscope) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const complaints = new Complaints();
  complaints.watch(context);
  try {
    const page = await context.newPage();
    await page.goto(app);
    await visit(new Sockscope(page));
    expect(complaints.unexpected).toEqual([]);
  } finally {
    await context.close();
  }
}

test('a session survives a reload, is renamed, deleted, and brought back', async ({ practice, scope }) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'echo', args: '["kept"]' });
  await expect(scope.row('received', 'EVENT', 'echo')).toBeVisible();
  await scope.disconnect();
  const before = await scope.allRows();
  expect(before.map(({ kind }) => kind)).toContain('DISCONNECT');
  await scope.page.reload();
  await expect(scope.page.getByRole('region', { name: 'Start' })).toBeVisible();
  await scope.sessionAction(scope.session(/./).first(), 'Open');
  await expect(scope.page.getByText('saved', { exact: true })).toBeVisible();
  // The WebSocket closes after the goodbye is on the disk, and the reload may come first.
  const isAwaited = ({ kind }: ShownRow): boolean => kind !== 'closed';
  expect((await scope.allRows()).filter(isAwaited)).toEqual(before.filter(isAwaited));
  await expect(scope.session(/./)).not.toContainText('recovered');

  await scope.rename(scope.session(/./).first(), 'Kept “for good”');
  await scope.page.reload();
  const kept = scope.session('Kept “for good”');
  await scope.sessionAction(kept, 'Delete');
  await expect(kept.getByRole('button', { name: 'Open' })).toHaveCount(0);
  await kept.getByRole('button', { name: 'Undo' }).click();
  await scope.sessionAction(kept, 'Open');
  await expect(scope.row('received', 'EVENT', 'echo')).toBeVisible();
});

for (const compress of [false, true]) {
  const form = compress ? 'compressed' : 'plain';
  test(`exported ${form}, imported elsewhere and exported again: byte-equal`, async ({
    app,
    browser,
    practice,
    scope,
  }) => {
    await scope.connect(practice.url, { namespaces: '/, /chat' });
    await scope.connected();
    await expect(scope.row('upgrade')).toBeVisible();
    await scope.emit({ event: 'echo', args: '["grüße 🧦\\u2028",{"__proto__":1}]', ack: true });
    await scope.emit({ event: 'download', args: '[300]' });
    await expect(scope.row('received', 'BINARY_EVENT')).toBeVisible();
    await scope.disconnect();
    const all = scope.session(/./).first();
    await scope.rename(all, 'To and fro');
    const first = await scope.export(scope.session('To and fro'), compress);
    expect(first.name).toBe(`to-and-fro.sockscope.ndjson${compress ? '.gz' : ''}`);
    await inFreshProfile(browser, app, async (elsewhere) => {
      await elsewhere.import(first.name, first.bytes);
      await expect(elsewhere.session('To and fro')).toContainText('imported');
      const again = await elsewhere.export(elsewhere.session('To and fro'), compress);
      const open = (bytes: Buffer): string => (compress ? gunzipSync(bytes) : bytes).toString();
      expect(open(again.bytes)).toBe(open(first.bytes));
      expect(again.bytes.equals(first.bytes)).toBe(true);
      expect(again.name).toBe(first.name);
    });
  });
}

test('a session that the server ended is paused, and whole after a reload', async ({ practice, scope }) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await expect(scope.session(/./)).toContainText('recording');
  await scope.emit({ event: 'kick' });
  await expect(scope.status).toHaveText(/^disconnected/);
  await expect(scope.session(/./)).toContainText('paused');
  await scope.page.reload();
  await expect(scope.session(/./)).toContainText(/\d/);
  await expect(scope.session(/./)).not.toContainText('recovered');
});

test('a file of version 1 is exported as it came, unknown fields included', async ({ scope }) => {
  const sample = await readFile(SAMPLE);
  await scope.import('v1-basic.sockscope.ndjson', sample);
  const again = await scope.export(scope.session('Checkout, staging'), false);
  expect(again.bytes.toString()).toBe(sample.toString());
});

test('a damaged file: what could be read is here, and each problem has its line', async ({ scope }) => {
  const lines = (await readFile(SAMPLE, 'utf8')).trimEnd().split('\n');
  lines[4] = '{"seq":3,"at":10.1,"conn":1,"kind":"request"';
  lines[9] = '{"seq":8,"at":55.001,"conn":1,"kind":"dream"}';
  await scope.import('damaged.sockscope.ndjson', `${lines.join('\n')}\n`);
  const notice = scope.page.getByLabel('Notice');
  await expect(notice).toContainText('2 problems; what could be read is here');
  await expect(notice.getByRole('listitem')).toHaveText([/line 5\b/i, /line 10\b/i]);
  await expect(scope.row('opened')).toBeVisible();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

test('what is no session is refused with a sentence, and nothing stays on the shelf', async ({ scope }) => {
  const input = scope.page.getByLabel('Import file');
  const future = await readFile(new URL('../samples/v2-future.sockscope.ndjson', import.meta.url));
  for (const [name, content, says] of [
    ['future.ndjson', future, /version 2|later version|newer/i],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /Not imported\. picture\.png/],
    ['empty.ndjson', Buffer.alloc(0), /Not imported\. empty\.ndjson/],
  ] as const) {
    await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
    await expect(scope.alerts).toContainText(says);
  }
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(0);
});

test('a file may be dropped on the window', async ({ scope }) => {
  const sample = await readFile(SAMPLE, 'utf8');
  const transfer = await scope.page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'dropped.sockscope.ndjson'));
    return files;
  }, sample);
  await scope.page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(scope.page.getByText('Drop to import')).toBeVisible();
  await scope.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(scope.session('Checkout, staging')).toContainText('imported');
  await expect(scope.page.getByText('Drop to import')).toHaveCount(0);
});
