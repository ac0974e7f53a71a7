import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

const divergence = (page: Page) => page.getByRole('status', { name: 'First divergence' });
const side = (page: Page, name: string) => page.getByRole('combobox', { name });
const grid = (page: Page) => page.getByRole('grid', { name: 'Compared lines' });
const current = (page: Page) => grid(page).getByRole('row', { selected: true });
const shown = (page: Page, filter: string) =>
  page.getByRole('group', { name: 'Lines shown' }).getByRole('button', { name: filter });

/** The session in view is B; the person chooses A among the stored ones. */
async function compareWith(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Compare with another');
  await page.keyboard.press('Enter');
  const good = side(page, 'Session A, the good one');
  const key = await good.getByRole('option', { name }).last().getAttribute('value');
  await good.selectOption(key);
}

async function recordShop(scope: Sockscope, url: string, events: readonly string[]): Promise<void> {
  await scope.connect(url, { namespaces: '/shop', transports: 'WebSocket only' });
  await scope.connected();
  for (const event of events) {
    await scope.emit({ event, args: event === 'login' ? '[{"user":"kim"}]' : '[{"token":"none"}]', ack: true });
    await expect(scope.lastRow('received', 'ACK', event)).toBeVisible();
  }
  await scope.disconnect();
}

test('of two real recordings the step that one lacks is named, and leads to its row', async ({ scope, practice }) => {
  const { page } = scope;
  await recordShop(scope, practice.url, ['login', 'cart:total', 'pay']);
  await page.reload();
  await recordShop(scope, practice.url, ['login', 'pay']);
  await compareWith(page, /^Untitled/);
  await page.getByRole('button', { name: 'Ignore [0].token' }).click();
  await expect(divergence(page)).toContainText(/B lacks cart:total in \/shop, which A sends at \d+\.\d{3} s\./);
  await expect(shown(page, 'Missing')).toHaveText('Missing 1');
  await expect(current(page)).toContainText('cart:total');
  await page
    .getByRole('group', { name: 'Compared line' })
    .getByRole('button', { name: /^#\d+$/ })
    .click();
  await expect(scope.details).toContainText('cart:total');
  await page.getByRole('button', { name: 'Back to the comparison' }).click();
  await expect(current(page)).toContainText('cart:total');
  await expect(grid(page)).toBeFocused();
});

const HEAD = (name: string) =>
  `{"format":"sockscope","version":1,"id":"${name}","name":"${name}","startedAt":"2026-11-20T10:15:02.120Z","app":"test","userAgent":"","connections":[{"id":1,"url":"http://host","path":"/socket.io/","protocol":"v4","parser":"default","transports":["websocket"],"namespaces":["/"]}],"notes":[],"tags":[]}\n`;

function sessionFile(name: string, messages: readonly (readonly [at: number, text: string])[]): string {
  const lines = messages.map(([at, text], seq) =>
    JSON.stringify({ seq, at, conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'received', text }),
  );
  return `${HEAD(name)}${lines.join('\n')}\n`;
}

const TICKS = Array.from({ length: 300 }, (_, n) => n);
const GOOD = sessionFile(
  'Good',
  TICKS.map((n) => [n * 100, `42["tick",{"n":${n},"at":${1000 + n}}]`]),
);
const BAD = sessionFile(
  'Bad',
  TICKS.filter((n) => n !== 120).map((n) => [
    n * 100 + (n > 200 ? 3000 : 0),
    `42["tick",{"n":${n === 250 ? '"250"' : n},"at":${9000 + n}}]`,
  ]),
);

test('what always differs is ignored with a click; keys lead from difference to difference', async ({ scope }) => {
  const { page } = scope;
  await scope.import('good.ndjson', GOOD);
  await scope.import('bad.ndjson', BAD);
  // The notice of the first one is still there: only when it is in view is the second.
  await expect(scope.session('Bad')).toHaveAttribute('aria-current', 'true');
  await compareWith(page, /^Good/);
  await expect(shown(page, 'Differences')).toHaveText('Differences 300');
  await page.getByRole('button', { name: 'Ignore [0].at', exact: true }).first().click();
  await expect(shown(page, 'Differences')).toHaveText('Differences 2');
  await expect(divergence(page)).toContainText('B lacks tick, which A receives at 12.000 s.');
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('n');
  await expect(current(page)).toContainText('missing');
  await page.keyboard.press('n');
  await expect(current(page)).toContainText('[0].n');
  await expect(current(page)).toContainText('shape');
  await shown(page, 'Timing').click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(current(page)).toContainText('3,000 ms later');
  await expectAccessibleInBoth(page, '[data-pane="diff"]');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = await readFile(await (await downloading).path(), 'utf8');
  expect(report).toContain('Ignored paths: [0].at.');
  await grid(page).press('Escape');
  await expect(scope.grid).toBeVisible();
});
