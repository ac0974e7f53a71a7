import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import type { Server } from 'socket.io';
import { expect, expectAccessible, test } from './fixtures.ts';

type Answer = (...args: unknown[]) => void;

/** Login gives a token that `join` wants to hear; the cart's total is another than the recorded. */
function openShop(io: Server, heard: unknown[]): void {
  io.on('connection', (socket) => {
    socket.on('login', (user: unknown, answer: Answer) => answer({ token: 'token-2', user }));
    socket.on('join', (room: { token: string }, answer: Answer) => {
      heard.push(room);
      answer({ ok: room.token === 'token-2' });
    });
    socket.on('cart', (item: unknown, answer: Answer) => {
      socket.emit('stock', item);
      answer({ items: 2, total: 43.9 });
    });
  });
}

const HEAD =
  '{"format":"sockscope","version":1,"id":"shop","name":"Checkout","startedAt":"2026-11-20T10:15:02.120Z","app":"test","userAgent":"","connections":[{"id":1,"url":"http://host","path":"/socket.io/","protocol":"v4","parser":"default","transports":["websocket"],"namespaces":["/"]}],"notes":[],"tags":[]}';
const FRAMES = [
  ['received', '40{"sid":"b"}'],
  ['sent', '420["login","kim"]'],
  ['received', '430[{"token":"token-1","user":"kim"}]'],
  ['sent', '421["join",{"room":"north","token":"token-1"}]'],
  ['received', '431[{"ok":true}]'],
  ['sent', '422["cart","A-11"]'],
  ['received', '42["stock","A-11"]'],
  ['received', '432[{"items":2,"total":41.9}]'],
].map(([dir, text], seq) =>
  JSON.stringify({ seq, at: seq * 10, conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir, text }),
);
const SESSION = [HEAD, ...FRAMES].map((line) => `${line}\n`).join('');

const replay = (page: Page) => page.getByRole('region', { name: 'Replay' });
const steps = (page: Page) => replay(page).getByRole('table', { name: 'Comparison' }).locator('[data-step]');
const progress = (page: Page) => replay(page).getByRole('status', { name: 'Replay progress' });

test('an imported session is replayed: a token finds its new value, and what differs is told', async ({
  server,
  scope,
}) => {
  const { page } = scope;
  const { io, url } = await server();
  const heard: unknown[] = [];
  openShop(io, heard);
  await scope.import('shop.sockscope.ndjson', SESSION);
  await page.getByRole('tab', { name: 'Replay' }).click();
  await replay(page).getByRole('button', { name: 'Replay session' }).click();
  await expect(steps(page)).toHaveCount(3);
  await expect(progress(page)).toHaveText('0 of 3 sent');

  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await replay(page).getByRole('combobox', { name: 'Target' }).selectOption(new URL(url).host);
  await replay(page)
    .getByRole('button', { name: /^Rules/ })
    .click();
  const rules = page.getByRole('dialog', { name: 'Rules' });
  await rules.getByRole('checkbox', { name: /^login → \[0\]\.token/ }).check();
  await rules.getByRole('textbox', { name: 'Path', exact: true }).fill('[0].[');
  await expect(rules).toContainText('Character 5');
  await expectAccessible(page, '[role="dialog"], dialog');
  await rules.getByRole('button', { name: 'Done' }).click();
  await expect(steps(page).nth(1)).toContainText('will send {"room":"north","token":‹login → [0].token›}');

  await replay(page).getByRole('combobox', { name: 'Speed' }).selectOption('as fast as acks return');
  await replay(page).getByRole('button', { name: 'Play', exact: true }).click();
  await expect(progress(page)).toHaveText('3 of 3 sent · 1 differs · 2 equal');
  expect(heard).toEqual([{ room: 'north', token: 'token-2' }]);

  await steps(page).nth(2).click();
  await page.keyboard.press('Enter');
  await expect(scope.details.getByRole('tab', { name: 'Compare' })).toBeFocused();
  await expect(scope.panel).toContainText('differs in 1 value');
  await expect(scope.panel.getByRole('table', { name: 'Differences' })).toContainText('[0].total41.943.9+2, number');
  await expect(scope.panel.getByRole('list', { name: 'Events that followed' })).toContainText('stock');
  await expectAccessible(page, '[aria-label="Details"], [aria-label="Replay"]');
  const downloading = page.waitForEvent('download');
  await replay(page).getByRole('button', { name: 'Export comparison' }).click();
  const file: unknown = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(JSON.stringify(file)).toContain('[0].total');
  await scope.panel.getByRole('button', { name: 'Ignore [0].total' }).click();
  await expect(progress(page)).toHaveText('3 of 3 sent · 3 equal');
});

test('step by step, and by key: what is sent is what the preview showed', async ({ server, scope }) => {
  const { page } = scope;
  const { io, url } = await server();
  const heard: unknown[] = [];
  io.on('connection', (socket) => socket.on('note', (text: unknown) => heard.push(text)));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  for (const text of ['a', 'b', 'c']) await scope.emit({ event: 'note', args: JSON.stringify([text]) });
  await expect.poll(() => heard.length).toBe(3);
  await scope.setFilter('event:note dir:sent');
  await scope.rows.first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('r');
  await expect(steps(page)).toHaveCount(3);
  await expect(steps(page).first()).toContainText('will send "a"');
  await replay(page).getByRole('button', { name: 'Step', exact: true }).click();
  await expect(progress(page)).toHaveText(/^1 of 3 sent/);
  await expect.poll(() => heard).toEqual(['a', 'b', 'c', 'a']);
  await replay(page).getByRole('group', { name: 'Steps' }).focus();
  await page.keyboard.press('End');
  await expect(scope.details).toContainText('step 3, note');
  await page.keyboard.press('Space');
  await expect.poll(() => heard).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  await expect(replay(page).getByRole('status', { name: 'Replay state' })).toHaveText(/./);
});
