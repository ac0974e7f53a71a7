import type { Page } from 'playwright/test';
import type { Server } from 'socket.io';
import { expect, test } from './fixtures.ts';
import { Sockscope } from './sockscope.ts';

/** Counts to each socket, every few milliseconds, until it has said `last`. */
function countTo(io: Server, last: number): void {
  io.on('connection', (socket) => {
    let n = 0;
    const timer = setInterval(() => {
      socket.emit('count', ++n);
      if (n === last) clearInterval(timer);
    }, 4);
    socket.on('disconnect', () => clearInterval(timer));
  });
}

async function openTab(page: Page, app: string): Promise<Sockscope> {
  const tab = await page.context().newPage();
  await tab.goto(app);
  return new Sockscope(tab);
}

/** Everything that was counted is in view of `scope`, from the first to the last. */
async function expectCounted(scope: Sockscope, last: number): Promise<void> {
  await scope.toFront();
  await scope.setFilter('event:count');
  await expect(scope.counts).toContainText(`· ${last} shown`);
  const { bytes } = await scope.export(scope.sessions.locator('[aria-current="true"]'), false);
  const frames = bytes.toString().matchAll(/"text":"42\[\\"count\\",(\d+)\]"/g);
  expect([...frames].map(([, n]) => Number(n))).toEqual(Array.from({ length: last }, (_, i) => i + 1));
}

test('two tabs record at once, each its own, and both outlive a reload', async ({ app, server, scope: first }) => {
  const { io, url } = await server();
  countTo(io, 400);
  const second = await openTab(first.page, app);
  await first.connect(url, { transports: 'WebSocket only' });
  await second.connect(url, { transports: 'WebSocket only' });
  for (const scope of [first, second]) await scope.connected();
  await expect(first.sessions.getByRole('listitem')).toHaveCount(2);
  await expect(first.sessions).toContainText('recording in another tab');
  for (const scope of [first, second]) await expectCounted(scope, 400);

  await first.rename(first.sessions.locator('[aria-current="true"]'), 'First');
  await second.rename(second.sessions.locator('[aria-current="true"]'), 'Second');
  await expect(first.session('Second')).toBeVisible();
  await expect(second.session('First')).toBeVisible();
  for (const scope of [first, second]) {
    await scope.toFront();
    await scope.page.reload();
    await expect(scope.sessions.getByRole('listitem')).toHaveCount(2);
  }
  await first.sessionAction(first.session('Second'), 'Open');
  await second.sessionAction(second.session('First'), 'Open');
  for (const scope of [first, second]) await expectCounted(scope, 400);
});

test('a session deleted in one tab is gone in the other, and back when that is undone', async ({
  app,
  practice,
  scope: first,
}) => {
  await first.connect(practice.url, { transports: 'WebSocket only' });
  await first.connected();
  await first.disconnect();
  await first.rename(first.session(/./).first(), 'Shared');
  const second = await openTab(first.page, app);
  await second.sessionAction(second.session('Shared'), 'Open');
  await expect(second.row('CONNECT')).toBeVisible();
  await first.sessionAction(first.session('Shared'), 'Delete');
  await expect(second.session('Shared')).toHaveCount(0);
  await expect(second.page.getByText(/^\s*deleted\s*$/)).toBeVisible();
  await first.toFront();
  await first.session('Shared').getByRole('button', { name: 'Undo' }).click();
  await expect(second.session('Shared').getByRole('button', { name: 'Open' })).toBeAttached();
  await expect(second.page.getByText(/^\s*deleted\s*$/)).toHaveCount(0);
});

test('a session that another tab records is shown as it was read, read again, and not deleted', async ({
  app,
  practice,
  scope: recorder,
}) => {
  await recorder.connect(practice.url, { transports: 'WebSocket only' });
  await recorder.connected();
  await recorder.rename(recorder.session(/./).first(), 'Wanted');
  const other = await openTab(recorder.page, app);
  await expect(other.session('Wanted').getByRole('button', { name: 'Delete' })).toBeDisabled();
  await other.sessionAction(other.session('Wanted'), 'Open');
  await expect(other.page.getByText(/recording in another tab; this is its state of \d\d:\d\d:\d\d/)).toBeVisible();
  await recorder.toFront();
  await recorder.emit({ event: 'echo', args: '["later"]' });
  await expect(recorder.row('received', 'EVENT', 'echo')).toBeVisible();
  await expect(recorder.page.getByText(/^\s*recording · saved/)).toBeVisible();
  await other.toFront();
  await expect(async () => {
    await other.page.getByRole('button', { name: 'Read again' }).click();
    await expect(other.row('received', 'EVENT', 'echo')).toBeVisible({ timeout: 1000 });
  }).toPass();
});
