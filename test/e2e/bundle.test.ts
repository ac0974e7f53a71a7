import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright/test';
import { writeSessionPage } from '../session-page.ts';
import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import { Sockscope } from './sockscope.ts';

// One look at a whole page takes axe seconds on a busy machine.
test.describe.configure({ timeout: 90_000 });

const ENTRIES = 20_000;
const SAMPLE = new URL('../samples/v1-basic.sockscope.ndjson', import.meta.url);
const built = process.env['SOCKSCOPE_BUILT_IN'] ?? fileURLToPath(new URL('../../dist', import.meta.url));

async function saved(page: Page): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as session file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('checkout-staging-more.sockscope.ndjson.gz');
  return readFile(await download.path());
}

test('a page shows its 20,000 entries from the disk, without a network, to everyone', async ({
  context,
  page,
}, info) => {
  const drawn = await writeSessionPage(`${built}/viewer.html`, info.outputPath('session.html'), ENTRIES);
  const url = pathToFileURL(drawn.path).href;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await context.setOffline(true);
  await page.goto(url);
  const scope = new Sockscope(page);
  await expect(scope.counts).toHaveText('20,001 recorded · 20,001 shown');

  await scope.filter.fill('event:hello');
  await expect(scope.counts).toContainText('2 shown');
  await scope.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(scope.details.getByRole('tab', { name: 'Message' })).toBeFocused();
  await expect(scope.details).toContainText('"<b>me</b>"');
  for (const tab of ['Packet', 'Bytes', 'Explain']) await scope.details.getByRole('tab', { name: tab }).click();
  await expect(scope.details).toContainText('Answered after 10 ms');
  await scope.filter.fill('');

  await page.getByRole('list', { name: 'Notes' }).getByRole('button', { name: '#8' }).click();
  await expect(scope.grid.locator('[data-seq="8"][aria-selected="true"]').first()).toBeVisible();
  for (const name of ['Diagnosis', 'Report', 'Acknowledgements', 'Rates', 'Events']) {
    await page
      .getByRole('region', { name, exact: true })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
  }
  await expect(scope.diagnosis.getByRole('list', { name: 'Findings' }).getByRole('heading').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'About this session' })).toContainText('The price froze.');
  await expectAccessibleInBoth(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  expect((await saved(page)).equals(drawn.file)).toBe(true);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(asked.filter((each) => each !== url && !each.startsWith('blob:'))).toEqual([]);
});

test('the app saves a session as such a page, and takes it back as a session', async ({ context, scope }, info) => {
  await scope.import('v1-basic.sockscope.ndjson', await readFile(SAMPLE));
  await expect(scope.rows.first()).toBeVisible();
  const recorded = await scope.counts.textContent();
  await scope.sessionAction(scope.session('Checkout, staging'), 'Export');
  await scope.exporting.getByRole('radio', { name: 'Web page (HTML)' }).check();
  const { name, bytes } = await scope.saveExport();
  expect(name).toBe('checkout-staging.html');

  const path = info.outputPath(name);
  await writeFile(path, bytes);
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  await expect(new Sockscope(page).counts).toHaveText(recorded ?? '');
  await page.close();

  await scope.import(name, bytes);
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(2);
  await expect(scope.counts).toHaveText(recorded ?? '');
});

test('what is pasted is imported, but not into a field', async ({ scope }) => {
  const { page } = scope;
  const sample = await readFile(SAMPLE, 'utf8');
  await paste(page, '[aria-label="Server URL"]', sample);
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(0);
  await paste(page, 'body', sample);
  await expect(page.getByLabel('Notice')).toContainText('Imported “Checkout, staging”');
  await paste(page, 'body', 'nothing of the kind, at some length. '.repeat(10));
  await expect(scope.alerts).toContainText('Not imported. The pasted text');
});

test('files that the system opens with the installed app are imported, each with its report', async ({ app, page }) => {
  const sample = await readFile(SAMPLE, 'utf8');
  // Nothing installs an app for a test: this is what the browser would hand over.
  await page.addInitScript((text) => {
    const names = ['first.sockscope.ndjson', 'second.sockscope.ndjson'];
    const setConsumer = async (consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void) => {
      const folder = await navigator.storage.getDirectory();
      const files = await Promise.all(names.map((name) => folder.getFileHandle(name, { create: true })));
      for (const [i, file] of files.entries()) {
        const writable = await file.createWritable();
        await writable.write(text.replace('Checkout, staging', `Launched ${i + 1}`));
        await writable.close();
      }
      consumer({ files });
    };
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  }, sample);
  await page.goto(app);
  await expect(page.getByLabel('Notice')).toContainText(
    /Imported “?Launched 1”? \(first.sockscope.ndjson\): 16.*Imported “Launched 2”/s,
  );
  await expect(page.getByRole('grid', { name: 'Timeline' }).locator('[data-seq]').first()).toBeVisible();
});

/** As the browser tells of it, without a clipboard that other tests share. */
async function paste(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).evaluate((target, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
