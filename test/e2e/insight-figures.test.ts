import { expect, expectAccessible, test } from './fixtures.ts';

test.use({ viewport: { width: 1280, height: 1600 } });

test('acknowledgements late, missing, twice and unasked are told apart', async ({ server, scope }) => {
  const { io, url } = await server();
  io.on('connection', (socket) => {
    socket.on('quick', (answer: (text: string) => void) => {
      answer('once');
      socket.conn.write('30["again"]');
      socket.conn.write('399["of nothing"]');
    });
    socket.on('late', (answer: (text: string) => void) => setTimeout(() => answer('at last'), 500));
    socket.on('never', () => undefined);
  });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'quick', ack: true, ackTimeoutMs: 5000 });
  await scope.emit({ event: 'late', ack: true, ackTimeoutMs: 100 });
  await scope.emit({ event: 'never', ack: true, ackTimeoutMs: 100 });

  const acks = scope.page.getByRole('region', { name: 'Acknowledgements' });
  await acks.getByRole('button', { name: /^Acknowledgements/ }).click();
  const rows = acks.getByRole('table', { name: 'Acknowledgements' }).getByRole('row');
  await expect(rows.filter({ hasText: 'late' })).toContainText(/late, 5\d\d ms|late, [6-9]\d\d ms/);
  await expect(rows.filter({ hasText: 'never' })).toContainText('timed out');
  await expect(rows.filter({ hasText: /again, / })).toContainText('quick');
  await expect(rows.filter({ hasText: 'nobody asked' })).toHaveCount(1);
  await expect(acks.getByRole('button', { name: /^Acknowledgements/ })).toContainText(
    '2 answered · 1 late · 1 unanswered',
  );
  const latencies = acks.getByRole('list', { name: 'Latency by event' }).getByRole('listitem');
  await expect(latencies.filter({ hasText: 'never' })).toContainText('1 asked, 1 unanswered');
  await expect(latencies.filter({ hasText: 'quick' })).toContainText('1 asked');

  // What waits is lost with its socket; the next one's ids begin anew.
  await scope.emit({ event: 'never', ack: true, ackTimeoutMs: 60_000 });
  await expect(rows.filter({ hasText: /waits/ })).toHaveCount(1);
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  await expect(rows.filter({ hasText: 'lost' })).toContainText('never');
  await scope.connected();
  await scope.emit({ event: 'late', ack: true, ackTimeoutMs: 5000 });
  await expect(acks.getByRole('button', { name: /^Acknowledgements/ })).toContainText(
    '3 answered · 1 late · 2 unanswered',
  );
  await expectAccessible(scope.page, '[aria-label="Acknowledgements"]');
});

test('rates by event are sorted by keyboard and lead to the rows; channels tell what they carried', async ({
  server,
  scope,
}) => {
  const { io, url } = await server();
  io.on('connection', (socket) => {
    for (let i = 0; i < 30; i++) socket.emit('tick', i);
    socket.emit('big news', 'x'.repeat(3000));
  });
  await scope.connect(url);
  await scope.connected();
  await expect(scope.status).toContainText('websocket');

  const rates = scope.page.getByRole('region', { name: 'Rates' });
  await rates.getByRole('button', { name: /^Rates/ }).click();
  const table = rates.getByRole('table', { name: 'Top talkers' });
  const names = table.getByRole('rowheader');
  await expect(names).toHaveText([/tick/, /big news/]);
  const bytes = table.getByRole('button', { name: 'Bytes', exact: true });
  await bytes.focus();
  await bytes.press('Enter');
  await expect(names).toHaveText([/big news/, /tick/]);
  await expect(table.getByRole('columnheader', { name: 'Bytes', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(rates.getByRole('img', { name: /^Events a second over/ })).toBeVisible();
  await expectAccessible(scope.page, '[aria-label="Rates"]');
  await table.getByRole('button', { name: 'Show only big news' }).press('Enter');
  await expect(scope.filter).toHaveValue('event:"big news"');
  await expect(scope.counts).toContainText('1 shown');

  const transport = scope.page.getByRole('region', { name: 'Transport', exact: true });
  const channels = transport.getByRole('table', { name: 'Channels' });
  await expect(channels.getByRole('rowheader')).toHaveText([/websocket/, /polling/]);
  await expect(transport).toContainText(/A message cost at least \d+ B of HTTP before, \d B of framing after/);
  await channels.getByRole('button', { name: /^websocket/ }).click();
  await expect(scope.details).toContainText('opened');
  await expectAccessible(scope.page, '[aria-label="Transport"]');
});
