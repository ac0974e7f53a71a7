import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '../../../src/replay/variables.ts';
import { Environments } from '../../../src/storage/environments.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import type { Bench } from '../../../src/worker/bench.ts';
import { capturedValue } from '../../../src/worker/library/captures.ts';
import { LibraryDesk } from '../../../src/worker/library/library-desk.ts';
import { variablesOf } from '../../../src/worker/library/variables.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { freshDatabase } from '../storage/open.ts';
import { emptySource } from './chunks-of.ts';
import { until } from './until.ts';

function grow(session: OpenSession, drawn: string): void {
  for (const event of draw(drawn)) session.append(event);
  session.fold();
}

const login = { name: 'token', from: { kind: 'ack', nsp: '/', event: 'login' }, path: '[0].token' } as const;

test('a capture is what the newest answer, or event, says at its path', async () => {
  const session = new OpenSession(emptySource);
  const value = async (capture = login as Parameters<typeof capturedValue>[1]) =>
    (await capturedValue(session, capture))?.value;
  expect(await value()).toBeUndefined();
  grow(session, '0ms > 420["login"]\n1ms < 430[{"token":"T1"}]\n2ms > 421["other"]\n3ms < 431[{"token":"no"}]');
  expect(await value()).toBe('T1');
  grow(session, '4ms < 42["login",{"token":"an event"}]\n5ms > 422["login"]\n6ms < 432[{"token":"T2","n":1.50}]');
  expect(await value()).toBe('T2');
  expect(await value({ ...login, path: 'arg[0].n' })).toBe('1.50');
  expect(await value({ ...login, path: '[0].nobody' })).toBeUndefined();
  expect(await value({ ...login, path: 'x' })).toBeUndefined();
  expect(await value({ ...login, from: { ...login.from, kind: 'event' } })).toBe('an event');
  expect(await value({ ...login, from: { ...login.from, nsp: '/chat' } })).toBeUndefined();
});

test('captured bytes are written as in a message', async () => {
  const session = new OpenSession(emptySource);
  const at = { conn: 1, chan: 1, via: 'websocket', dir: 'received' } as const;
  const events: WireEvent[] = [
    ...draw('0ms < 451-["file",{"data":{"_placeholder":true,"num":0}}]'),
    { ...at, kind: 'frame', at: 1, payload: Uint8Array.of(1, 2, 3) } as WireEvent,
  ];
  for (const event of events) session.append(event);
  session.fold();
  const capture = { name: 'f', from: { kind: 'event', nsp: '/', event: 'file' }, path: '[0].data' } as const;
  expect((await capturedValue(session, capture))?.value).toBe('{"$binary":"AQID"}');
});

test('asked again, it looks only at the rows that are new', async () => {
  const session = new OpenSession(emptySource);
  grow(session, '0ms > 420["login"]\n1ms < 430[{"token":"T1"}]');
  const { columns } = session.timeline;
  expect((await capturedValue(session, login))?.value).toBe('T1');
  const looked: number[] = [];
  const event = columns.event.bind(columns);
  columns.event = (row) => {
    looked.push(row);
    return event(row);
  };
  grow(session, '2ms < 42["a"]\n3ms < 42["b"]');
  looked.length = 0;
  await session.details(session.timeline.idOf(1));
  const byDetails = looked.splice(0).length;
  expect((await capturedValue(session, login))?.value).toBe('T1');
  expect(looked.length - byDetails).toBe(2);
});

test('variables of the environment in force fill what the worker sends, a draw for each message', async () => {
  const database = await freshDatabase();
  const session = new OpenSession(emptySource);
  grow(session, '0ms > 420["login"]\n1ms < 430[{"token":"T1"}]');
  const bench = { database, views: { current: { session } } } as unknown as Bench;
  const values = [{ name: 'host', value: 'staging', isSecret: false }];
  await new Environments(database).save({ ...DEFAULT_ENVIRONMENT, id: 'a', variables: values, captures: [login] });
  const names = ['host', 'token', '$seq', '$uuid', 'nobody'];
  expect(names.map(await variablesOf(bench, names)).slice(0, 3)).toEqual([undefined, undefined, '1']);
  await new LibraryDesk(bench).useEnvironment('a');
  const [first, second] = [names.map(await variablesOf(bench, names)), names.map(await variablesOf(bench))];
  expect([first.slice(0, 3), second.slice(0, 3)]).toEqual([
    ['staging', 'T1', '2'],
    ['staging', 'T1', '3'],
  ]);
  expect(first[3]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(first[3]).not.toBe(second[3]);
  expect((await variablesOf(bench, ['host']))('token')).toBeUndefined();
});

test('what one tab saves, the other is told of', async () => {
  const database = await freshDatabase();
  const bench = { database, views: { current: undefined } } as unknown as Bench;
  const [here, there] = [new LibraryDesk(bench), new LibraryDesk(bench)];
  let [told, toldHere] = [0, 0];
  await there.watch(() => void told++);
  await here.watch(() => void toldHere++);
  expect(await here.changeMessages({ put: { folders: [{ id: 'f', name: 'Chat', place: 0 }] } })).toMatchObject({
    ok: true,
  });
  await until(() => told === 1);
  expect(toldHere).toBe(1);
  expect(await there.messages()).toEqual({ folders: [{ id: 'f', name: 'Chat', place: 0 }], messages: [] });
  expect(await here.captured([login])).toEqual([undefined]);
});
