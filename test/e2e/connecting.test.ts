import type { Server } from 'socket.io';
import { expect, test } from './fixtures.ts';
import { expectInOrder, expectTimesInOrder } from './in-order.ts';

// Tall enough for every row of a short session.
test.use({ viewport: { width: 1280, height: 2000 } });

/** Lets no WebSocket upgrade before the poll is pending that the server must end with a noop. */
function upgradeDuringPoll(io: Server): void {
  const polls = new Map<string, number>();
  let release: (() => void) | undefined;
  io.engine.use(
    (request: { method?: string; headers: { upgrade?: string }; url?: string }, _: unknown, next: () => void) => {
      if (request.headers.upgrade) {
        if ((polls.get(sidIn(request.url)) ?? 0) >= 2) next();
        else release = next;
        return;
      }
      next();
      // The first poll with a sid brings the answer to CONNECT, the second stays pending.
      const sid = request.method === 'GET' ? sidIn(request.url) : '';
      if (sid === '') return;
      polls.set(sid, (polls.get(sid) ?? 0) + 1);
      if (polls.get(sid) === 2) release?.();
    },
  );
}

function sidIn(url = ''): string {
  return /[?&]sid=([^&]*)/.exec(url)?.[1] ?? '';
}

test('a connection by polling with upgrade shows each step in its true order', async ({ server, scope }) => {
  const { io, url } = await server();
  upgradeDuringPoll(io);
  const sids: unknown[] = [];
  io.on('connection', (socket) => {
    sids.push(Reflect.get(socket.conn, 'id'));
    socket.on('hello', (...args: unknown[]) => socket.emit('welcome', ...args));
  });
  await scope.connect(url);
  await scope.connected();
  await expect(scope.status).toContainText('websocket');
  await expect(scope.row('upgrade')).toBeVisible();
  await scope.emit({ event: 'hello', args: '["ok"]' });
  await expect(scope.row('EVENT', 'welcome')).toBeVisible();

  const rows = await scope.allRows();
  expectTimesInOrder(rows);
  expectInOrder(rows, [
    /^- user connect/,
    /^> request GET .*polling$/,
    /^< response .*polling$/,
    /^< open .*polling$/,
    /^> request POST .*polling$/,
    /^> CONNECT .*polling$/,
    /^< response .*polling$/,
    /^< CONNECT .*polling$/,
    /^- client connect/,
    /^- opened .*websocket$/,
    /^> ping probe.* websocket$/,
    /^< pong probe.* websocket$/,
    /^< noop .*polling$/,
    /^> upgrade .*websocket$/,
    /^- client upgrade/,
    /^- user emit/,
    /^> EVENT hello "ok".* websocket$/,
    /^< EVENT welcome "ok".* websocket$/,
  ]);
  // The first is of the look at what the server speaks.
  await scope.select(scope.lastRow('open'));
  await scope.detailsTab('Packet').click();
  await expect(scope.field('sid')).toHaveText(String(sids[0]));
  await expect(scope.field('upgrades')).toHaveText('websocket');
  await expect(scope.field('pingInterval')).toHaveText('25.0 s');
  await expect(scope.field('pingTimeout')).toHaveText('20.0 s');
  await expect(scope.field('maxPayload')).toHaveText('1,000,000 bytes');
  await expect(scope.page.getByRole('list', { name: 'Upgrade story' }).getByRole('listitem')).toHaveText([
    /handshake/,
    /CONNECT/,
    /WebSocket opens/,
    /probe.*2probe/,
    /probe answer.*3probe/,
    /noop ends the poll/,
    /upgrade/,
  ]);
});

test('WebSocket only: no request, and the session opens on the WebSocket', async ({ server, scope }) => {
  const { url } = await server();
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  const rows = await scope.allRows();
  expectInOrder(rows, [/^- opened/, /^< open .*websocket$/, /^> CONNECT .*websocket$/, /^< CONNECT .*websocket$/]);
  expect(rows.filter(({ via }) => via === 'polling')).toEqual([]);
});

test('polling only: events cross in requests and responses, and nothing is upgraded', async ({ server, scope }) => {
  const { io, url } = await server();
  io.on('connection', (socket) => socket.on('hello', (answer: (text: string) => void) => answer('hi')));
  await scope.connect(url, { transports: 'Polling only' });
  await scope.connected();
  await expect(scope.status).toContainText('polling');
  await scope.emit({ event: 'hello', ack: true });
  await expect(scope.row('ACK')).toContainText('"hi"');
  const rows = await scope.allRows();
  expectInOrder(rows, [/^> request POST/, /^> EVENT hello .*polling$/, /^< ACK hello "hi".*polling$/]);
  expect(rows.filter(({ kind }) => kind === 'opened' || kind === 'upgrade')).toEqual([]);
});

test('several namespaces and a query reach the server', async ({ server, scope }) => {
  const { io, url } = await server();
  const queries: unknown[] = [];
  io.of('/chat').on('connection', (socket) => queries.push(socket.handshake.query['room']));
  await scope.connect(url, { namespaces: '/, /chat', query: '{"room": "north"}', transports: 'WebSocket only' });
  await expect(async () => {
    const rows = await scope.shownRows();
    const joined = rows.filter(({ kind, direction }) => kind === 'CONNECT' && direction === 'received');
    expect(joined.map(({ nsp }) => nsp).toSorted()).toEqual(['/', '/chat']);
  }).toPass();
  expect(queries).toEqual(['north']);
});

test('heartbeats come at the server’s interval, each ping with its pong', async ({ server, scope }) => {
  const { url } = await server({ pingInterval: 300, pingTimeout: 5000 });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  const beats = scope.page.getByRole('table', { name: 'Heartbeats' }).getByRole('row');
  await expect.poll(() => beats.count()).toBeGreaterThanOrEqual(4);
  await scope.setFilter('kind:ping,pong');
  await expect(scope.counts).toContainText('hidden');
  const rows = (await scope.allRows()).slice(0, 6);
  expect(rows.map(({ kind, direction }) => `${direction} ${kind}`)).toEqual(
    [1, 2, 3].flatMap(() => ['received ping', 'sent pong']),
  );
  const pings = rows.filter(({ kind }) => kind === 'ping').map(({ time }) => time);
  for (const [i, time] of pings.slice(1).entries()) {
    // The server's timer starts with the last pong; it may be late on a busy machine, never early.
    expect(time - pings[i]!).toBeGreaterThanOrEqual(295);
    expect(time - pings[i]!).toBeLessThan(2000);
  }
});
