import { beforeAll, expect, test } from 'vitest';
import { Shelf } from '../../../src/storage/shelf.ts';
import { startSession } from '../../../src/worker/new-session.ts';
import { emit, joinNamespace, leaveNamespace, sendMessage } from '../../../src/worker/outgoing.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { freshDatabase } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { optionsFrom, quiet, stage, type StagedClient } from './stage.ts';
import { until } from './until.ts';

beforeAll(stubNavigator);

/** A session with one connection that speaks `protocol`, and what was recorded last. */
async function connected(protocol: 'v4' | 'eio4') {
  const database = await freshDatabase();
  const { surroundings, clients } = stage(database);
  const live = await startSession(database, new Shelf(database), surroundings, quiet);
  if (!live.ok) throw new Error(live.error.reason);
  const { connections, session, record } = live.value;
  const conn = connections.connect(optionsFrom({ protocol, parser: 'default' }), undefined);
  await until(() => clients.length === 1);
  const client: StagedClient = clients[0]!;
  const last = (): Promise<WireEvent | undefined> => session.log.read(session.log.length - 1);
  return { live: live.value, connections, session, record, conn, client, last };
}

const ok = { ok: true, value: undefined };
const MESSAGE = { conn: 1, nsp: '/', event: 'hi', args: '[1]', expectAck: false, isVolatile: false };

test('an event is recorded as the person’s, and given to the client', async () => {
  const { connections, client, last } = await connected('v4');
  expect(emit(connections, { ...MESSAGE, expectAck: true, ackTimeoutMs: 500 })).toEqual(ok);
  expect(await last()).toMatchObject({
    kind: 'user',
    action: 'emit',
    detail: { event: 'hi', nsp: '/', expectAck: true, ackTimeoutMs: 500, isVolatile: false },
  });
  expect(client.sent).toMatchObject([{ event: 'hi', args: [1], nsp: '/', isCompressed: true }]);
  emit(connections, { ...MESSAGE, isCompressed: false });
  expect(await last()).toMatchObject({ detail: { event: 'hi', compress: false } });
  expect(client.sent.at(-1)).toMatchObject({ isCompressed: false });
});

test('an event is not sent where its arguments cannot be read, nothing is connected, or the client refuses', async () => {
  const { connections, session, client, conn } = await connected('v4');
  const before = session.log.length;
  expect(emit(connections, { ...MESSAGE, args: '[1,\n x]' })).toMatchObject({
    error: expect.stringMatching(/^Line 2, column 2: /),
  });
  expect(emit(connections, { ...MESSAGE, nsp: '/nowhere' })).toMatchObject({
    error: 'The server does not let this connection into the namespace /nowhere.',
  });
  expect(emit(connections, { ...MESSAGE, conn: 9 })).toMatchObject({ error: expect.stringMatching(/^Connect first/) });
  expect(session.log.length).toBe(before);
  expect(emit(connections, { ...MESSAGE, event: 'disconnect' })).toMatchObject({
    error: '"disconnect" is a reserved event name',
  });
  connections.disconnect(conn);
  expect(emit(connections, MESSAGE)).toMatchObject({ error: expect.stringMatching(/^Connect first/) });
  expect(client.sent).toEqual([]);
});

test('over bare Engine.IO messages are sent, and no events', async () => {
  const { connections, client, conn, last } = await connected('eio4');
  expect(sendMessage(connections, { conn, payload: 'hello' })).toEqual(ok);
  expect(await last()).toMatchObject({ kind: 'user', action: 'send', detail: { characters: 5 } });
  expect(sendMessage(connections, { conn, payload: new Uint8Array([1, 2]) })).toEqual(ok);
  expect(await last()).toMatchObject({ action: 'send', detail: { bytes: 2 } });
  expect(client.sent).toEqual(['hello', new Uint8Array([1, 2])]);
  expect(emit(connections, MESSAGE)).toEqual({
    ok: false,
    error: 'Engine.IO by itself has no events: send a message instead.',
  });
  expect(joinNamespace(connections, conn, '/chat')).toMatchObject({ ok: false });
});

test('over Socket.IO no bare message is sent', async () => {
  const { connections, conn, client } = await connected('v4');
  expect(sendMessage(connections, { conn, payload: 'hello' })).toEqual({
    ok: false,
    error: 'This connection speaks Socket.IO: emit an event instead.',
  });
  expect(client.sent).toEqual([]);
});

test('namespaces are joined and left while connected, and stand in the session’s header', async () => {
  const { live, connections, conn, client, last } = await connected('v4');
  expect(joinNamespace(connections, conn, '/chat')).toEqual(ok);
  expect(await last()).toMatchObject({ kind: 'user', action: 'join', detail: { nsp: '/chat' } });
  expect(client.namespaces.map(({ nsp }) => nsp)).toEqual(['/', '/chat']);
  expect(live.record.header.connections[0]?.namespaces).toEqual(['/', '/chat']);
  expect(joinNamespace(connections, conn, '/chat')).toMatchObject({ error: 'This connection is in /chat already.' });
  expect(joinNamespace(connections, conn, 'chat')).toMatchObject({ ok: false });
  expect(leaveNamespace(connections, conn, '/chat')).toEqual(ok);
  expect(await last()).toMatchObject({ kind: 'user', action: 'leave', detail: { nsp: '/chat' } });
  expect(leaveNamespace(connections, conn, '/chat')).toMatchObject({ error: 'This connection is not in /chat.' });
  expect(joinNamespace(connections, conn, '/chat')).toEqual(ok);
  expect(live.record.header.connections[0]?.namespaces).toEqual(['/', '/chat']);
});
