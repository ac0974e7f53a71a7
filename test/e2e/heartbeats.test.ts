import { expect, expectAccessible, test } from './fixtures.ts';

test('a heartbeat that stops is counted down, missed, plotted and explained', async ({ server, scope }) => {
  const { io, url } = await server({ pingInterval: 500, pingTimeout: 800 });
  const { page } = scope;
  await scope.connect(url, { transports: 'WebSocket only', reconnect: false });
  const heartbeats = page.getByRole('region', { name: 'Heartbeats' });
  const table = heartbeats.getByRole('table', { name: 'Heartbeats' });
  // On a busy machine a ping may come late, and that is then what the line says.
  await expect(heartbeats.getByRole('button', { name: /^Heartbeats/ })).toContainText(/dead in|received/);
  await expect(table.getByRole('row')).not.toHaveCount(1);
  await expect(table).toContainText(/\d\.\d/);
  await expect(heartbeats.getByRole('img', { name: /^Heartbeats: \d+ pings? from/ })).toBeVisible();
  await expectAccessible(page, 'section[aria-label="Heartbeats"]');

  // The server’s pings no longer reach the wire; it answers them itself, or it would close first.
  for (const socket of io.sockets.sockets.values()) {
    const { transport } = socket.conn;
    transport.send = () => queueMicrotask(() => transport.emit('packet', { type: 'pong' }));
  }
  await expect(scope.status).toContainText('ping timeout');
  const missed = table.getByRole('button', { name: /^no ping came for 1,300 ms; dead at/ });
  await expect(missed).toBeVisible();
  await expect(heartbeats.getByRole('button', { name: /^Heartbeats/ })).toContainText('1 deadline missed');
  await expect(heartbeats.getByRole('img', { name: /1 deadline missed/ })).toBeVisible();
  await missed.press('Enter');
  await expect(scope.grid.getByRole('row', { selected: true })).toContainText('ping timeout');
});

test('a client that stands still, and a page that is frozen, are recorded and told', async ({ server, scope }) => {
  const { url } = await server({ pingInterval: 300, pingTimeout: 5000 });
  const { page } = scope;
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
  await page.workers()[0]?.evaluate(() => {
    const from = performance.now();
    while (performance.now() - from < 1800);
  });
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));
  const table = page.getByRole('table', { name: 'Heartbeats' });
  await expect(table.getByRole('button', { name: /^client paused 1\.[89]\d? s|^client paused 2/ })).toBeVisible();
  await expect(table.getByRole('button', { name: /^tab frozen (1\.[89]|2)/ })).toBeVisible();
  await scope.setFilter('kind:client');
  await expect(scope.row('client', 'page_frozen')).toContainText('the browser froze the tab');
  await expect(scope.row('client', 'page_resumed')).toContainText('the browser lets the tab run again');
  await expect(scope.row('client', 'worker_paused')).toContainText('nothing ran here');
});

test('round trips stand where they are real', async ({ practice, scope }) => {
  await scope.connect(practice.url);
  await expect(scope.status).toContainText('websocket');
  await scope.emit({ event: 'echo', args: '["hello"]', ack: true });
  const heartbeats = scope.page.getByRole('region', { name: 'Heartbeats' });
  await heartbeats.getByText('Round trips').click();
  const heads = heartbeats.getByRole('table', { name: 'Round trips' }).getByRole('rowheader');
  await expect(heads).toHaveText(['handshake GET', 'polling POST', 'probe 2 → 3', 'CONNECT 40 → 40', 'ack of echo']);
});
