import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

// One look at a whole page takes axe seconds on a busy machine.
test.describe.configure({ timeout: 60_000 });

test.use({ viewport: { width: 1280, height: 1600 } });

/** Connects the tab in front, and waits until it is. */
async function connectTo(scope: Sockscope, url: string): Promise<void> {
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
}

test('each tab has its form, its connection and its composer; all record on one time axis', async ({
  practice,
  server,
  scope,
}) => {
  const { io, url } = await server();
  io.on('connection', (socket) => socket.on('hello', () => socket.emit('welcome')));
  await connectTo(scope, practice.url);
  await expect(scope.connections).toHaveCount(1);
  await expect(scope.grid.getByRole('columnheader', { name: 'Connection' })).toHaveCount(0);

  await scope.button('New connection').click();
  await expect(scope.url).toBeFocused();
  await expect(scope.url).toHaveValue('');
  await expect(scope.status).toHaveText(/^disconnected/);
  await expect(scope.button('Connect')).toBeVisible();
  await connectTo(scope, url);
  await scope.emit({ event: 'hello' });
  await expect(scope.row('received', 'welcome')).toBeVisible();

  const [first, second] = [scope.connections.nth(0), scope.connections.nth(1)];
  await expect(scope.connections).toHaveCount(2);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await first.click();
  await expect(scope.url).toHaveValue(practice.url);
  await scope.emit({ event: 'echo', args: '["from the first"]', ack: true });
  await expect(scope.row('ACK')).toBeVisible();

  await expect(scope.grid.getByRole('columnheader', { name: 'Connection' })).toBeVisible();
  const rows = await scope.allRows();
  expect(new Set(rows.map(({ conn }) => conn))).toEqual(new Set(['1', '2']));
  const said = rows.filter(({ kind, event }) => kind === 'EVENT' && /hello|welcome|echo/.test(event));
  expect(said.map(({ event, conn }) => `${event} ${conn}`)).toEqual(['hello 2', 'welcome 2', 'echo 1']);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => a - b));
});

test('a click duplicates a connection; its rows can be shown alone, and stay when its tab is closed', async ({
  practice,
  scope,
}) => {
  await connectTo(scope, practice.url);
  await scope.button('Duplicate connection').click();
  await expect(scope.connections).toHaveCount(2);
  await scope.connected();
  await scope.emit({ event: 'echo', args: '["second"]' });
  await expect(scope.row('received', 'echo')).toBeVisible();

  await scope.button('Show only this connection').click();
  await expect(scope.filter).toHaveValue('conn:2');
  await expect(scope.counts).toContainText('hidden');
  expect(new Set((await scope.allRows()).map(({ conn }) => conn))).toEqual(new Set(['2']));
  await scope.button('Show only this connection').click();
  await expect(scope.filter).toHaveValue('');

  await scope.page
    .getByRole('button', { name: /^Close / })
    .nth(1)
    .click();
  await expect(scope.connections).toHaveCount(1);
  await expect(scope.connectionInFront).toBeFocused();
  await scope.connected();
  await expect(scope.row('user', 'disconnect')).toBeVisible();
  const rows = await scope.allRows();
  expect(rows.filter(({ conn, event }) => conn === '2' && event === 'echo')).not.toEqual([]);
  expect(rows.filter(({ conn, event }) => conn === '1' && event === 'disconnect')).toEqual([]);
});

test('tabs are stepped through, picked, duplicated and closed by keyboard', async ({ practice, scope }) => {
  const { keyboard } = scope.page;
  await connectTo(scope, practice.url);
  await keyboard.press('Alt+Shift+D');
  await expect(scope.connections).toHaveCount(2);
  await scope.connected();
  await keyboard.press('Alt+1');
  await expect(scope.connections.nth(0)).toHaveAttribute('aria-selected', 'true');
  await scope.connectionInFront.focus();
  await keyboard.press('ArrowRight');
  await expect(scope.connections.nth(1)).toBeFocused();
  await expect(scope.connections.nth(1)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Home');
  await expect(scope.connections.nth(0)).toBeFocused();
  await keyboard.press('Alt+2');
  await expect(scope.connections.nth(1)).toHaveAttribute('aria-selected', 'true');
  await scope.connectionInFront.focus();
  await keyboard.press('Delete');
  await expect(scope.connections).toHaveCount(1);
  await expect(scope.connectionInFront).toBeFocused();
});

test('disconnecting one leaves the others, and the readouts speak of the one in front', async ({ practice, scope }) => {
  await connectTo(scope, practice.url);
  await scope.emit({ event: 'echo', ack: true });
  await expect(scope.row('ACK')).toBeVisible();
  const acks = scope.page.getByRole('region', { name: 'Acknowledgements' });
  await expect(acks).toContainText('1 answered');
  await scope.button('Duplicate connection').click();
  await scope.connected();
  await expect(acks).toContainText('none yet');
  await scope.disconnect();
  await scope.connections.nth(0).click();
  await scope.connected();
  await expect(acks).toContainText('1 answered');
});

test('a saved session shows its connections as tabs that only tell', async ({ practice, server, scope }) => {
  const { url } = await server();
  await connectTo(scope, practice.url);
  await scope.button('New connection').click();
  await connectTo(scope, url);
  await scope.disconnect();
  await scope.page.reload();
  await scope.session(/./).first().getByRole('button', { name: 'Open' }).click();
  await expect(scope.connections).toHaveCount(2);
  await expect(scope.button('Duplicate connection')).toHaveCount(0);
  await expect(scope.page.getByRole('button', { name: /^Close / })).toHaveCount(0);
  await scope.connections.nth(1).click();
  await expect(scope.url).toHaveValue(url);
  await scope.connections.nth(0).click();
  await expect(scope.url).toHaveValue(practice.url);
  await expect(scope.grid.getByRole('columnheader', { name: 'Connection' })).toBeVisible();
});

for (const width of [1280, 400]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test(`three tabs hold to the axe rules, ${width} px`, async ({ practice, scope }) => {
      await connectTo(scope, practice.url);
      for (const count of [2, 3]) {
        await scope.button('Duplicate connection').click();
        await expect(scope.connections).toHaveCount(count);
        await scope.connected();
      }
      // The rest of the page is looked at with one connection; several show in the header and in the rows.
      await expectAccessibleInBoth(scope.page, 'header');
      await expectAccessibleInBoth(scope.page, '[role="grid"] [role="row"]:nth-child(-n + 3)');
      const { page } = scope;
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  });
}
