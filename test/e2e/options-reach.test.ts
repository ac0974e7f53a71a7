import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import msgpack from 'socket.io-msgpack-parser';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { LOST_CONNECTION } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import type { TestServer } from './fixtures.ts';
import { connectWith } from './options-dialog.ts';

// Tall enough for the dialog with its folds open, and for every row of a short session.
test.use({ viewport: { width: 1280, height: 2000 } });

/** No look before connecting: each request that the server sees is the client's own. */
const V4 = { Protocol: 'Socket.IO v3/v4', Parser: 'Default' };
const REFUSED = /^Failed to load resource: the server responded with a status of 400/;

/** The requests of the engine from here on, in order. */
function requestsTo({ io }: TestServer): readonly IncomingMessage[] {
  const requests: IncomingMessage[] = [];
  io.engine.on('headers', (_: unknown, request: IncomingMessage) => requests.push(request));
  return requests;
}

/** What the newest namespace connection said of itself. */
function handshakes({ io }: TestServer): readonly { readonly auth: unknown; readonly query: unknown }[] {
  const told: { readonly auth: unknown; readonly query: unknown }[] = [];
  io.on('connection', ({ handshake: { auth, query } }) => told.push({ auth, query }));
  return told;
}

test('path, auth, query, headers and credentials reach the server by polling', async ({ server, scope }) => {
  const started = await server({ path: '/my/', cookie: { name: 'seen', sameSite: 'lax' } });
  const requests = requestsTo(started);
  const told = handshakes(started);
  await connectWith(scope, started.url, {
    texts: { Path: '/my', Auth: '{"token": "t"}', Query: '{"room": "north"}', Headers: '{"X-Tenant": "acme"}' },
    choices: { ...V4, Transports: 'Polling only' },
    switches: { 'Send credentials': true },
  });
  await scope.connected();
  await scope.emit({ event: 'any' });
  await expect.poll(() => requests.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(2);
  expect(told).toMatchObject([{ auth: { token: 't' }, query: { room: 'north', transport: 'polling' } }]);
  expect(requests.filter(({ headers }) => headers['x-tenant'] !== 'acme')).toEqual([]);
  expect(requests.slice(1).filter(({ headers }) => !headers.cookie?.startsWith('seen='))).toEqual([]);
  expect(scope.page.url()).not.toContain('token');
});

test('without “Send credentials” no cookie goes along', async ({ server, scope }) => {
  const started = await server({ cookie: { name: 'seen', sameSite: 'lax' } });
  const requests = requestsTo(started);
  await connectWith(scope, started.url, { choices: { ...V4, Transports: 'Polling only' } });
  await scope.connected();
  await expect.poll(() => requests.length).toBeGreaterThanOrEqual(3);
  expect(requests.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
});

test('base64, timestamps and subprotocols reach a WebSocket server', async ({ server, scope }) => {
  const started = await server();
  const opening: IncomingMessage[] = [];
  started.io.on('connection', ({ request }) => opening.push(request));
  await connectWith(scope, started.url, {
    texts: { 'WebSocket subprotocols': 'v1.chat, v2.chat' },
    choices: { ...V4, Transports: 'WebSocket only' },
    switches: { 'Force base64': true, 'Timestamp on WebSocket': true },
  });
  await scope.connected();
  const query = new URL(opening[0]?.url ?? '', started.url).searchParams;
  expect([...query.keys()].toSorted()).toEqual(['EIO', 'b64', 't', 'transport']);
  expect(opening[0]?.headers['sec-websocket-protocol']).toBe('v1.chat, v2.chat');
});

test('without the upgrade the connection stays on polling', async ({ server, scope }) => {
  const started = await server();
  let upgrades = 0;
  started.io.engine.on('connection', (socket) => socket.on('upgrading', () => upgrades++));
  started.io.on('connection', (socket) => socket.on('hello', (answer: () => void) => answer()));
  await connectWith(scope, started.url, { choices: V4, switches: { Upgrade: false } });
  await scope.connected();
  await scope.emit({ event: 'hello', ack: true });
  await expect(scope.row('ACK')).toBeVisible();
  await expect(scope.status).toContainText('polling');
  expect(upgrades).toBe(0);
});

test('the next transport is tried where the form says so', async ({ server, scope, complaints }) => {
  complaints.expect(REFUSED);
  const { url } = await server({ transports: ['websocket'] });
  await connectWith(scope, url, { choices: V4, switches: { 'Try all of them': true } });
  await scope.connected();
  await expect(scope.status).toContainText('websocket');
});

test('“WebSocket, then polling” comes to polling where WebSocket is not served', async ({
  server,
  scope,
  complaints,
}) => {
  complaints.expect(LOST_CONNECTION);
  const { url } = await server({ transports: ['polling'] });
  await connectWith(scope, url, { choices: { ...V4, Transports: 'WebSocket, then polling' } });
  await scope.connected();
  await expect(scope.status).toContainText('polling');
});

test('attempts and waits are those of the form', async ({ scope, complaints }) => {
  complaints.expect(LOST_CONNECTION);
  const http = createServer();
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  await new Promise((closed) => http.close(closed));
  await connectWith(scope, `127.0.0.1:${port}`, {
    texts: { Attempts: '2', 'First wait (ms)': '300', 'Longest wait (ms)': '400', Jitter: '0' },
    choices: { ...V4, Transports: 'WebSocket only' },
  });
  await expect(scope.status).toHaveText(/^failed/);
  await expect(scope.row('client', 'reconnect_failed')).toBeVisible();
  const rows = (await scope.allRows()).filter(({ kind }) => kind === 'client');
  const attempts = rows.filter(({ event }) => event === 'reconnect_attempt');
  expect(attempts).toHaveLength(2);
  const errors = rows.filter(({ event }) => event === 'connect_error');
  for (const [i, leastMs] of [300, 400].entries()) {
    // Timers are never early, and rows tell whole milliseconds.
    expect(attempts[i]!.time - errors[i]!.time).toBeGreaterThanOrEqual(leastMs - 2);
  }
});

test('opening takes no longer than the form says', async ({ scope, complaints }) => {
  complaints.expect(LOST_CONNECTION);
  const silent = createServer(() => undefined);
  const port = await listenOnFreePort(silent, 0, '127.0.0.1');
  try {
    await connectWith(scope, `127.0.0.1:${port}`, {
      texts: { 'Opening timeout (ms)': '400' },
      choices: { ...V4, Transports: 'Polling only' },
      switches: { Reconnect: false },
    });
    await expect(scope.status).toHaveText(/^failed/);
    const rows = await scope.allRows();
    const [asked, failed] = [
      rows.find(({ kind }) => kind === 'request'),
      rows.find(({ event }) => event === 'connect_error'),
    ];
    expect(failed?.data).toContain('timeout');
    expect(failed!.time - asked!.time).toBeGreaterThanOrEqual(390);
    expect(failed!.time - asked!.time).toBeLessThan(4000);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

test('an event without its answer is sent again', async ({ server, scope }) => {
  const { io, url } = await server();
  let arrivals = 0;
  io.on('connection', (socket) => {
    socket.on('hello', (answer: () => void) => {
      if (++arrivals === 2) answer();
    });
  });
  await connectWith(scope, url, {
    texts: { 'Default ack timeout (ms)': '200', Retries: '3' },
    choices: { ...V4, Transports: 'WebSocket only' },
  });
  await scope.connected();
  await scope.emit({ event: 'hello' });
  await expect(scope.row('received', 'ACK')).toBeVisible();
  expect(arrivals).toBe(2);
});

test('a server of the MessagePack parser is reached with it', async ({ server, scope }) => {
  const { io, url } = await server({ parser: msgpack });
  io.on('connection', (socket) => socket.on('hello', (answer: (text: string) => void) => answer('hi')));
  await connectWith(scope, url, { choices: { Protocol: 'Socket.IO v3/v4', Parser: 'MessagePack' } });
  await scope.connected();
  await scope.emit({ event: 'hello', ack: true });
  await expect(scope.row('received', 'ACK')).toContainText('hi');
});

test('through the relay a WebSocket carries headers that a page cannot set', async ({ server, scope }) => {
  const { io, url } = await server({ cors: {} });
  const seen: unknown[] = [];
  io.on('connection', ({ handshake: { headers } }) => seen.push([headers['x-tenant'], headers.cookie]));
  await connectWith(scope, url, {
    texts: { Headers: '{"X-Tenant": "acme", "Cookie": "seen=1"}' },
    choices: { ...V4, Transports: 'WebSocket only' },
    switches: { 'Use relay': true },
  });
  await scope.connected();
  expect(seen).toEqual([['acme', 'seen=1']]);
  await expect(scope.page.locator('#url-summary')).toContainText('relay');
});
