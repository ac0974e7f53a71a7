import messagePack from 'socket.io-msgpack-parser';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Found } from '../../../src/capture/clients.ts';
import { loadClient } from '../../../src/capture/clients.ts';
import type { Connection } from '../../../src/capture/connection.ts';
import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import { installWebSocket, optionsFor, recording, type Recording } from './in-node.ts';
import { engineIo3, engineIo6, serve, socketIo1, socketIo2, socketIo3, socketIo4 } from './servers.ts';

beforeAll(installWebSocket);

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

// In Node there is no XMLHttpRequest: polling is for the browser's tests.
async function connect(url: string, found: Found, more: Partial<ConnectOptions> = {}) {
  const recorder = recording();
  const openConnection = await loadClient(found);
  const path = found.protocol.startsWith('eio') ? '/engine.io/' : '/socket.io/';
  const options = optionsFor(url, { transports: 'websocket', path, ...more });
  const connection = openConnection(options, recorder, () => undefined);
  open.push(connection);
  await expect.poll(() => connection.status).toBe('connected');
  return { connection, recorder };
}

function isIn(connection: Connection, nsp: string): boolean {
  return connection.namespaces.some((namespace) => namespace.nsp === nsp && namespace.isConnected);
}

async function roundTrip(connection: Connection, recorder: Recording): Promise<void> {
  const before = received(recorder).length;
  connection.emit({ nsp: '/', event: 'echo', args: [], expectAck: true, ackTimeoutMs: undefined, isVolatile: false });
  await expect.poll(() => received(recorder).length).toBeGreaterThan(before);
}

function received(recorder: Recording): readonly unknown[] {
  return recorder.events.flatMap((event) =>
    event.kind === 'frame' && event.dir === 'received' ? [event.payload] : [],
  );
}

const GENERATIONS = [
  ['Socket.IO 1.7', socketIo1, { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 2.5', socketIo2, { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 3.1', socketIo3, { protocol: 'v4', parser: 'default' }],
  ['Socket.IO 4.8', socketIo4(), { protocol: 'v4', parser: 'default' }],
  ['MessagePack', socketIo4({ parser: messagePack }), { protocol: 'v4', parser: 'msgpack' }],
] as const;

describe.each(GENERATIONS)('a connection to %s', (_, attach, found) => {
  it('joins and leaves namespaces while it is connected', async () => {
    const { url } = await serve(attach);
    const { connection, recorder } = await connect(url, found);
    connection.join('/chat');
    await expect.poll(() => isIn(connection, '/chat')).toBe(true);
    connection.leave('/chat');
    expect(connection.namespaces.map(({ nsp }) => nsp)).toEqual(['/']);
    // Socket.IO 4 ends the connection of a client that joins before it has dealt with the leaving.
    await roundTrip(connection, recorder);
    connection.join('/chat');
    await expect.poll(() => isIn(connection, '/chat')).toBe(true);
    expect(recorder.named('connect').map(({ nsp }) => nsp)).toEqual(['/', '/chat', '/chat']);
    expect(recorder.named('disconnect')).toMatchObject([{ nsp: '/chat', detail: { reason: 'io client disconnect' } }]);
  });

  it('goes on when a namespace is refused, and says why', async () => {
    const { url } = await serve(attach);
    const { connection, recorder } = await connect(url, found);
    connection.join('/nowhere');
    await expect.poll(() => connection.namespaces.find(({ nsp }) => nsp === '/nowhere')?.refused).toBeTruthy();
    expect(recorder.named('connect_error')).toMatchObject([
      { nsp: '/nowhere', detail: { message: 'Invalid namespace' } },
    ]);
    expect(connection.isOpenFor('/nowhere')).toBe(false);
    expect(connection).toMatchObject({ status: 'connected', isActive: true });
  });

  it('ends with its last namespace', async () => {
    const { url } = await serve(attach);
    const { connection } = await connect(url, found);
    connection.leave('/');
    await expect.poll(() => connection.status).toBe('disconnected');
    expect(connection.isActive).toBe(false);
  });

  it('tells a question that nobody answers in time', async () => {
    const { url } = await serve(attach);
    const { connection, recorder } = await connect(url, found);
    const outgoing = { nsp: '/', args: [], expectAck: true, isVolatile: false };
    connection.emit({ ...outgoing, event: 'unheard', ackTimeoutMs: 30 });
    connection.emit({ ...outgoing, event: 'echo', ackTimeoutMs: 3000 });
    await expect.poll(() => recorder.named('ack_timeout').length).toBe(1);
    expect(recorder.named('ack_timeout')).toMatchObject([{ nsp: '/', detail: { event: 'unheard', id: 0 } }]);
    expect(connection.namespaces[0]?.nextAckId).toBe(2);
  });

  it('refuses to say what the client keeps for itself', async () => {
    const { url } = await serve(attach);
    const { connection, recorder } = await connect(url, found);
    const reserved = { nsp: '/', event: 'disconnect', args: [], expectAck: false, ackTimeoutMs: undefined };
    expect(() => connection.emit({ ...reserved, isVolatile: false })).toThrow('"disconnect" is a reserved event name');
    expect(() => connection.send('x')).toThrow('it takes events');
    expect(recorder.named('disconnect')).toEqual([]);
  });

  it('watches its way back to a server that was gone, each attempt with its plan', async () => {
    const server = await serve(attach);
    const { connection, recorder } = await connect(server.url, found);
    await server.close();
    await expect.poll(() => recorder.named('connect_error').length).toBeGreaterThan(0);
    expect(connection).toMatchObject({ status: 'reconnecting', isActive: true });
    await serve(attach, server.port);
    await expect.poll(() => connection.status).toBe('connected');
    expect(recorder.named('reconnect_attempt')[0]?.detail).toEqual({
      attempt: 1,
      plannedMs: 20,
      leastMs: 10,
      mostMs: 30,
    });
    expect(recorder.named('reconnect')).toHaveLength(1);
    const ids = recorder.named('connect').map(({ detail }) => (detail as { id: string }).id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe.each([
  ['Engine.IO 6', engineIo6(), 'eio4'],
  ['Engine.IO 3', engineIo3, 'eio3'],
] as const)('a connection to bare %s', (_, attach, protocol) => {
  it('sends text and bytes as messages, and takes no events', async () => {
    const { url } = await serve(attach);
    const { connection, recorder } = await connect(url, { protocol, parser: 'default' });
    connection.send('grüß dich');
    const whole = Uint8Array.of(9, 0, 255, 9);
    connection.send(whole.subarray(1, 3));
    const bytes = protocol === 'eio4' ? Uint8Array.of(0, 255) : Uint8Array.of(4, 0, 255);
    await expect.poll(() => received(recorder).slice(1)).toEqual(['4grüß dich', bytes]);
    const event = { nsp: '/', event: 'x', args: [], expectAck: false, ackTimeoutMs: undefined, isVolatile: false };
    expect(() => connection.emit(event)).toThrow('no events');
    expect(() => connection.join('/chat')).toThrow('no namespaces');
    expect(connection.namespaces).toEqual([]);
  });

  it('finds back to a server that was gone', async () => {
    const server = await serve(attach);
    const { connection, recorder } = await connect(server.url, { protocol, parser: 'default' });
    await server.close();
    await expect.poll(() => recorder.named('connect_error').length).toBeGreaterThan(0);
    expect(connection).toMatchObject({ status: 'reconnecting', isActive: true });
    expect(() => connection.send('x')).toThrow('not open');
    await serve(attach, server.port);
    await expect.poll(() => connection.status).toBe('connected');
    expect(recorder.named('open')).toHaveLength(2);
    expect(recorder.named('close')).toMatchObject([{ detail: { reason: 'transport close' } }]);
    expect(recorder.named('reconnect')).toHaveLength(1);
  });

  it('gives up after as many attempts as it may make', async () => {
    const server = await serve(attach);
    const found = { protocol, parser: 'default' } as const;
    const { connection, recorder } = await connect(server.url, found, { reconnectionAttempts: 2 });
    await server.close();
    await expect.poll(() => connection.status).toBe('failed');
    expect(connection).toMatchObject({ isActive: false, why: 'gave up after 2 attempts' });
    expect(recorder.named('reconnect_attempt')).toHaveLength(2);
    expect(recorder.named('reconnect_failed')).toHaveLength(1);
  });
});

it('says which options a generation does not have', async () => {
  const { url } = await serve(socketIo2);
  const { recorder } = await connect(
    url,
    { protocol: 'v2', parser: 'default' },
    { auth: { token: 'hush' }, tryAllTransports: true },
  );
  expect(recorder.named('ignored')).toMatchObject([{ detail: { options: ['auth', 'tryAllTransports'] } }]);
  expect(JSON.stringify(recorder.events)).not.toContain('hush');
});

it('lets a client back into / of generation 2 with a new connection only', async () => {
  const { url } = await serve(socketIo2);
  const { connection } = await connect(url, { protocol: 'v2', parser: 'default' }, { namespaces: ['/', '/chat'] });
  await expect.poll(() => isIn(connection, '/chat')).toBe(true);
  connection.leave('/');
  expect(() => connection.join('/')).toThrow('Only a new connection');
  expect(isIn(connection, '/chat')).toBe(true);
});

it('records the channels of two connections to one address apart', async () => {
  const { url } = await serve(socketIo2);
  const found = { protocol: 'v2', parser: 'default' } as const;
  const [one, other] = await Promise.all([connect(url, found), connect(url, found)]);
  const sids = [one, other].map(({ recorder }) => /"sid":"([^"]+)/.exec(String(received(recorder)[0]))?.[1]);
  expect(sids[0]).not.toBe(sids[1]);
  one.connection.emit({
    nsp: '/',
    event: 'echo',
    args: ['only one'],
    expectAck: true,
    ackTimeoutMs: 1000,
    isVolatile: false,
  });
  await expect.poll(() => JSON.stringify(received(one.recorder))).toContain('only one');
  expect(JSON.stringify(other.recorder.events)).not.toContain('only one');
});

it('says at once that a server is too old for it, though nothing closes', async () => {
  const { url } = await serve(socketIo2);
  const openConnection = await loadClient({ protocol: 'v4', parser: 'default' });
  const query = { EIO: '3' };
  const connection = openConnection(optionsFor(url, { transports: 'websocket', query }), recording(), () => undefined);
  open.push(connection);
  await expect.poll(() => connection.status).toBe('failed');
  expect(connection.why).toContain('v2.x');
  expect(connection.isActive).toBe(true);
});
