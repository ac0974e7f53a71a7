import { startPractice } from '../../src/practice/practice.ts';
import { LOST_CONNECTION } from './complaints.ts';
import { expect, test as base } from './fixtures.ts';
import { expectInOrder, expectTimesInOrder } from './in-order.ts';
import { MortalServer } from './mortal-server.ts';

const test = base.extend<{ mortal: MortalServer }>({
  mortal: async ({}, use) => {
    const mortal = new MortalServer();
    await mortal.start();
    await use(mortal);
    await mortal.kill();
  },
});

// Tall enough for every row of a short session.
test.use({ viewport: { width: 1280, height: 2000 } });

test('the client leaves: DISCONNECT, the close, and the client’s own reason', async ({ practice, scope }) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.disconnect();
  await expect(scope.row('closed')).toBeVisible();
  const rows = await scope.allRows();
  expectInOrder(rows, [/^- user disconnect/, /^> DISCONNECT/, /^- client disconnect .*io client disconnect/]);
  expectInOrder(rows, [/^- user disconnect/, /^> DISCONNECT/, /^- closed .*1005/]);
});

test('the server throws the client out: DISCONNECT received, and its reason on the status', async ({
  practice,
  scope,
}) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'kick' });
  await expect(scope.status).toHaveText(/^disconnected/);
  await expect(scope.status).toContainText('io server disconnect');
  expectInOrder(await scope.allRows(), [/^< DISCONNECT/, /^- client disconnect .*io server disconnect/]);
  await scope.select(scope.row('client', 'disconnect'));
  await scope.detailsTab('Explain').click();
  await expect(scope.panel).toContainText('disconnected');
});

test('the server is silent past its time: ping timeout', async ({ complaints, scope }) => {
  complaints.expect(LOST_CONNECTION);
  const practice = await startPractice({
    port: 0,
    host: '127.0.0.1',
    timings: { pingIntervalMs: 300, pingTimeoutMs: 300, silenceMs: 60_000 },
  });
  try {
    await scope.connect(practice.url, { transports: 'WebSocket only', reconnect: false });
    await scope.connected();
    await scope.emit({ event: 'silence' });
    await expect(scope.status).toHaveText(/^disconnected/);
    await expect(scope.status).toContainText('ping timeout');
    expectInOrder(await scope.allRows(), [/^> EVENT silence/, /^- client disconnect .*ping timeout/]);
  } finally {
    await practice.close();
  }
});

test('a killed server: 1006, transport close, attempts, and a second life below the first', async ({
  complaints,
  mortal,
  scope,
}) => {
  complaints.expect(LOST_CONNECTION);
  await scope.connect(mortal.url);
  await scope.connected();
  await expect(scope.row('upgrade')).toBeVisible();
  await mortal.kill();
  await expect(scope.status).toHaveText(/^reconnecting/);
  await expect(scope.row('client', 'reconnect_attempt')).toBeVisible();
  await expect(scope.row('client', 'reconnect_error')).toBeVisible();
  const before = await scope.allRows();
  await mortal.start();
  await scope.connected();
  await expect(scope.row('client', 'reconnect')).toBeVisible();
  await expect(
    scope
      .row('EVENT', 'welcome')
      .or(scope.rows.filter({ hasText: '"2"' }))
      .last(),
  ).toBeVisible();

  const rows = await scope.allRows();
  expectTimesInOrder(rows);
  expectInOrder(rows, [
    /^< EVENT welcome "1"/,
    /^- closed .*1006/,
    /^- client disconnect .*transport close/,
    /^- client reconnect_attempt .*1/,
    /^< failed/,
    /^- client reconnect_error/,
    /^- client reconnect_attempt .*2/,
    /^< open/,
    /^- client reconnect .*\d/,
    /^< EVENT welcome "2"/,
  ]);
  const identities = rows.map(({ seq, part, kind }) => `${seq}.${part} ${kind}`);
  expect(identities.slice(0, before.length)).toEqual(before.map(({ seq, part, kind }) => `${seq}.${part} ${kind}`));
  await scope.select(scope.row('closed'));
  await scope.detailsTab('Packet').click();
  await expect(scope.field('close code')).toHaveText('1006');
  await expect(scope.field('close frame')).toHaveText('no');
  await scope.select(scope.row('client', 'disconnect'));
  await scope.detailsTab('Message').click();
  await expect(scope.panel).toContainText('transport close');
  await expect(scope.panel).toContainText('1006');
  await expect(scope.page.getByRole('list', { name: 'Reconnects' }).getByRole('listitem')).toHaveText(
    /lost: transport close, \d+ attempts?, back after/,
  );
});

test('a server that is not there fails with the client’s reason, and is tried again', async ({
  complaints,
  mortal,
  scope,
}) => {
  complaints.expect(LOST_CONNECTION);
  await mortal.kill();
  await scope.connect(mortal.url);
  // The cause that the doctor sees in it takes the place of the client's words.
  await expect(scope.status).toHaveText(/^failed.*(xhr poll error|Nothing that this page may read)/);
  expectInOrder(await scope.shownRows(), [/^> request GET/, /^< failed/, /^- client connect_error .*xhr poll error/]);
  await expect(scope.button('Disconnect')).toBeVisible();
  await mortal.start();
  await scope.connected();
  await scope.disconnect();
});

test('a door that wants a token: CONNECT_ERROR with the server’s own data', async ({ practice, scope }) => {
  await scope.connect(practice.url, { namespaces: '/members', transports: 'WebSocket only' });
  await expect(scope.status).toHaveText(/^failed/);
  await expect(scope.status).toContainText('not authorized');
  expectInOrder(await scope.allRows(), [
    /^> CONNECT/,
    /^< CONNECT_ERROR .*send the auth/,
    /^- client connect_error .*not authorized/,
  ]);
  await scope.choose({ auth: '{"token": "sesame"}' });
  await scope.button('Connect').click();
  await scope.connected();
  await expect(scope.row('EVENT', 'welcome')).toBeVisible();
});
