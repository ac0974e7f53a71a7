import { beforeAll, expect, test } from 'vitest';
import { Shelf } from '../../../src/storage/shelf.ts';
import type { LiveSession } from '../../../src/worker/live-session.ts';
import { startSession } from '../../../src/worker/new-session.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { freshDatabase } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { frame, optionsFrom, quiet, stage } from './stage.ts';
import { until } from './until.ts';

beforeAll(stubNavigator);

async function staged() {
  const database = await freshDatabase();
  const { surroundings, clients, looks } = stage(database);
  const live = await startSession(database, new Shelf(database), surroundings, quiet);
  if (!live.ok) throw new Error(live.error.reason);
  const { connections } = live.value;
  const stateOf = (conn: number) => connections.get(conn)!;
  return { live: live.value, connections, clients, looks, surroundings, stateOf };
}

async function eventsIn({ session }: LiveSession): Promise<readonly WireEvent[]> {
  const events = await Promise.all(Array.from({ length: session.log.length }, (_, i) => session.log.read(i)));
  return events.filter((event) => event !== undefined);
}

async function outlineOf(live: LiveSession): Promise<readonly string[]> {
  return (await eventsIn(live)).map((event) =>
    event.kind === 'user' ? event.action : event.kind === 'client' ? event.event : event.kind,
  );
}

const CHOSEN = { protocol: 'v4', parser: 'default' } as const;
const HANDSHAKE = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000}';

test('what was chosen needs no look, and stands in the log before anything crosses', async () => {
  const { live, connections, clients, looks, stateOf } = await staged();
  const conn = connections.connect(optionsFrom({ protocol: 'v2', parser: 'default' }), undefined);
  expect(stateOf(conn)).toMatchObject({ status: 'connecting', isActive: true });
  await until(() => clients.length === 1);
  expect([clients[0]!.protocol, clients[0]!.parser, looks.length]).toEqual(['v2', 'default', 0]);
  expect(await eventsIn(live)).toMatchObject([
    { kind: 'user', action: 'connect', conn: 1, detail: { protocol: 'v2', page: 'http://page' } },
    { kind: 'client', event: 'protocol', conn: 1, detail: { protocol: 'v2', parser: 'default', how: 'chosen' } },
  ]);
  expect(live.record.header.connections).toMatchObject([{ id: 1, protocol: 'v2', parser: 'default' }]);
});

test('a connection on Auto speaks what the look at the server finds', async () => {
  const { live, connections, clients, looks, stateOf } = await staged();
  const conn = connections.connect(optionsFrom(), undefined);
  await until(() => looks.length === 1);
  expect(stateOf(conn)).toMatchObject({ status: 'connecting', decision: undefined });
  looks[0]!.find('v2');
  await until(() => clients.length === 1);
  expect(clients[0]!.protocol).toBe('v2');
  expect(stateOf(conn).decision).toMatchObject({ protocol: 'v2', parser: 'default', how: 'looked' });
  expect(live.record.header.connections[0]).toMatchObject({ protocol: 'v2' });
});

test('names of headers are recorded, but neither their values nor auth', async () => {
  const { live, connections } = await staged();
  connections.connect(optionsFrom({ headers: '{"X-Key":"secret-1"}', auth: '{"token":"secret-2"}' }), undefined);
  const [connect] = await eventsIn(live);
  expect(connect).toMatchObject({
    detail: { headerNames: ['X-Key'], relay: false, upgrade: true, withCredentials: false },
  });
  expect(JSON.stringify([connect, live.record])).not.toMatch(/secret/);
});

test('a connection that is stopped while it is found out leaves nothing open', async () => {
  const { live, connections, looks, clients, stateOf } = await staged();
  const conn = connections.connect(optionsFrom(), undefined);
  await until(() => looks.length === 1);
  frame(looks[0]!.recorder, HANDSHAKE);
  connections.disconnect(conn);
  expect(looks[0]!.signal.aborted).toBe(true);
  expect(stateOf(conn)).toMatchObject({ status: 'disconnected', isActive: false });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(clients).toEqual([]);
  expect(await outlineOf(live)).toEqual(['connect', 'frame', 'disconnect']);
});

test('a client that comes too late is not opened', async () => {
  const { connections, clients, surroundings, stateOf } = await staged();
  let load = (): void => undefined;
  const { loadClient } = surroundings;
  surroundings.loadClient = (found) => new Promise((resolve) => (load = () => resolve(loadClient(found))));
  const conn = connections.connect(optionsFrom(CHOSEN), undefined);
  await until(() => stateOf(conn).decision !== undefined);
  connections.disconnect(conn);
  load();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(clients).toEqual([]);
});

test('code that cannot be loaded fails the connection in words', async () => {
  const { connections, surroundings, stateOf } = await staged();
  surroundings.loadClient = () => Promise.reject(new Error('Failed to fetch dynamically imported module'));
  const conn = connections.connect(optionsFrom(CHOSEN), undefined);
  await until(() => stateOf(conn).status === 'failed');
  expect(stateOf(conn)).toMatchObject({ why: 'Failed to fetch dynamically imported module', isActive: false });
});

test('the same options again are the same connection, others are another', async () => {
  const { live, connections, clients } = await staged();
  const first = connections.connect(optionsFrom(CHOSEN), undefined);
  await until(() => clients.length === 1);
  clients[0]!.connect();
  expect(connections.connect(optionsFrom(CHOSEN), first)).toBe(first);
  expect(await outlineOf(live)).not.toContain('disconnect');
  connections.disconnect(first);
  expect(connections.connect(optionsFrom(CHOSEN), first)).toBe(first);
  expect(connections.connect(optionsFrom({ ...CHOSEN, namespaces: '/chat' }), first)).toBe(2);
  expect(connections.connect(optionsFrom(CHOSEN), undefined)).toBe(3);
  expect(live.record.header.connections.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(connections.current).toBe(3);
});

test('many connections share the session’s clock and channel numbers', async () => {
  const { live, connections, clients } = await staged();
  for (let i = 0; i < 20; i++) connections.connect(optionsFrom(CHOSEN), undefined);
  await until(() => clients.length === 20);
  for (const client of clients) client.connect();
  expect(new Set(clients.map(({ recorder }) => recorder.newChannel())).size).toBe(20);
  const events = await eventsIn(live);
  expect(events.every(({ at }, i) => i === 0 || at >= events[i - 1]!.at)).toBe(true);
  expect(new Set(events.map(({ conn }) => conn)).size).toBe(20);
});

test('a server that was found to speak something is not looked at again', async () => {
  const { connections, clients, looks, surroundings } = await staged();
  connections.connect(optionsFrom(), undefined);
  await until(() => looks.length === 1);
  looks[0]!.find('v4', 'msgpack');
  await until(() => clients.length === 1);
  expect(await surroundings.endpoints.recall('http://host:3000', '/socket.io/')).toBeUndefined();
  clients[0]!.connect();
  const { endpoints } = surroundings;
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/')) !== undefined);
  connections.connect(optionsFrom(), undefined);
  await until(() => clients.length === 2);
  expect([looks.length, clients[1]!.protocol, clients[1]!.parser]).toEqual([1, 'v4', 'msgpack']);
  connections.connect(optionsFrom({ path: '/other/' }), undefined);
  await until(() => looks.length === 2);
});

test('what was remembered is forgotten when a connection fails before it was up', async () => {
  const { connections, clients, looks, surroundings } = await staged();
  const { endpoints } = surroundings;
  await endpoints.remember('http://host:3000', '/socket.io/', { protocol: 'v2', parser: 'default' });
  const first = connections.connect(optionsFrom(), undefined);
  await until(() => clients.length === 1);
  expect([looks.length, clients[0]!.protocol]).toEqual([0, 'v2']);
  clients[0]!.frame(HANDSHAKE);
  clients[0]!.report('connect_error', undefined, { message: 'server error' });
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/')) === undefined);
  connections.disconnect(first);
  expect(connections.connect(optionsFrom(), first)).toBe(first);
  await until(() => looks.length === 1);
  looks[0]!.find('v4');
  await until(() => clients.length === 2);
  // A late word of the first client's is not taken for the second's.
  clients[0]!.report('close', undefined, { reason: 'forced close' });
  clients[1]!.connect();
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/'))?.protocol === 'v4');
});

test('a server that comes back by itself is remembered again', async () => {
  const { connections, clients, surroundings } = await staged();
  const { endpoints } = surroundings;
  await endpoints.remember('http://host:3000', '/socket.io/', CHOSEN);
  connections.connect(optionsFrom(), undefined);
  await until(() => clients.length === 1);
  clients[0]!.report('connect_error', undefined, { message: 'xhr poll error' });
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/')) === undefined);
  clients[0]!.report('reconnect_attempt', undefined, { attempt: 1 });
  clients[0]!.connect();
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/')) !== undefined);
});

test('a refused namespace shows that the protocol is right, one of the other generation that it is not', async () => {
  const { connections, clients, surroundings } = await staged();
  const { endpoints } = surroundings;
  await endpoints.remember('http://host:3000', '/socket.io/', CHOSEN);
  connections.connect(optionsFrom(), undefined);
  await until(() => clients.length === 1);
  clients[0]!.report('connect_error', '/', { message: 'not authorized' });
  clients[0]!.report('disconnect', '/', { reason: 'forced close' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await endpoints.recall('http://host:3000', '/socket.io/')).toEqual(CHOSEN);
  connections.connect(optionsFrom(), undefined);
  await until(() => clients.length === 2);
  const message = 'It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not';
  clients[1]!.report('connect_error', '/', { message });
  await until(async () => (await endpoints.recall('http://host:3000', '/socket.io/')) === undefined);
});

test('a server that was down is looked at again by the same connection', async () => {
  const { connections, clients, looks } = await staged();
  const conn = connections.connect(optionsFrom(), undefined);
  await until(() => looks.length === 1);
  looks[0]!.find('v4');
  await until(() => clients.length === 1);
  clients[0]!.report('connect_error', undefined, { message: 'xhr poll error' });
  connections.disconnect(conn);
  expect(connections.connect(optionsFrom(), conn)).toBe(conn);
  await until(() => looks.length === 2);
  looks[1]!.find('v2');
  await until(() => clients.length === 2);
  expect(clients[1]!.protocol).toBe('v2');
});

test('a relay’s way is opened first, and its token is not recorded', async () => {
  const { live, connections, clients, surroundings, stateOf } = await staged();
  surroundings.relay = { url: 'http://127.0.0.1:4175', token: 'secret-token' };
  const asked: unknown[] = [];
  surroundings.openRoute = (access, target, headers) => {
    asked.push([access.url, target, headers]);
    return Promise.resolve({ ok: true, value: 7 });
  };
  const options = optionsFrom({ ...CHOSEN, useRelay: true, headers: '{"X-Key":"secret"}' });
  const conn = connections.connect(options, undefined);
  await until(() => clients.length === 1);
  expect(asked).toEqual([['http://127.0.0.1:4175', 'http://host:3000', { 'X-Key': 'secret' }]]);
  expect(clients[0]!.recorder.relay).toMatchObject({ route: 7 });
  expect(live.record.header.connections[0]).toMatchObject({ relay: true });
  expect(JSON.stringify([await eventsIn(live), live.record])).not.toMatch(/secret/);
  connections.disconnect(conn);
  surroundings.openRoute = () => Promise.resolve({ ok: false, error: 'The relay does not answer.' });
  connections.connect(options, conn);
  await until(() => stateOf(conn).status === 'failed');
  expect(stateOf(conn).why).toBe('The relay does not answer.');
});

test('what was found out while it was recorded is shown again when the session is opened', async () => {
  const { live, connections, clients, looks, surroundings } = await staged();
  const auto = connections.connect(optionsFrom(), undefined);
  connections.connect(optionsFrom(CHOSEN), undefined);
  await until(() => looks.length === 1 && clients.length === 1);
  frame(looks[0]!.recorder, '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}');
  // Folded in the midst of it, as the pulse does.
  live.session.fold();
  clients[0]!.connect();
  looks[0]!.find('v2');
  await until(() => clients.length === 2);
  live.session.fold();
  clients[1]!.frame('44/chat,"no"');
  clients[1]!.report('connect_error', undefined, { message: 'xhr poll error' });
  connections.disconnect(auto);
  await surroundings.endpoints.forget('http://host:3000', '/socket.io/');
  // The server has another generation now: one connection, two ways to read it.
  connections.connect(optionsFrom(), auto);
  await until(() => looks.length === 2);
  looks[1]!.find('v4');
  await until(() => clients.length === 3);
  clients[2]!.frame('44/chat,{"message":"no"}');
  live.session.fold();
  const opened = new OpenSession({ read: () => Promise.resolve(undefined) }, live.record.header.connections);
  for await (const chunk of live.session.log.chunks()) opened.adopt(chunk);
  const rows = await live.session.rows(0, Infinity);
  expect(await opened.rows(0, Infinity)).toEqual(rows);
  expect(rows.filter(({ nsp }) => nsp === '/chat').map(({ kind }) => kind)).toEqual(['ERROR', 'CONNECT_ERROR']);
});
