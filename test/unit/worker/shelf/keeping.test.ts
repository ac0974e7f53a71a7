import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SessionRecord } from '../../../../src/storage/session-record.ts';
import { uuidv7 } from '../../../../src/storage/uuid.ts';
import { dueBy } from '../../../../src/worker/shelf/due.ts';
import { changedTags } from '../../../../src/worker/shelf/tags.ts';
import { freshDatabase, record } from '../../storage/open.ts';
import { stubNavigator } from '../browser.ts';
import { optionsFrom } from '../stage.ts';
import { until } from '../until.ts';
import { put, tab } from './shelf.ts';

beforeAll(stubNavigator);
afterEach(() => void vi.useRealTimers());

const DAY_MS = 24 * 60 * 60 * 1000;
const keyOf = (cameAt: number, n = 0) => uuidv7(cameAt, new Uint8Array(10).fill(n));

test('tags are added once, whatever their case, and taken away', () => {
  expect(changedTags(['Ticket 1', 'b'], ['  ticket   1 ', 'C', 'c', '', 'd'.repeat(99)], ['B'])).toEqual([
    'Ticket 1',
    'C',
    'd'.repeat(60),
  ]);
});

test('a session is old by when it came here, or by when someone said that it stays', () => {
  const now = 100 * DAY_MS;
  const old = { header: { ...record('').header, startedAt: '1970-01-01T00:00:00Z' } };
  const of = (key: string, fields: Partial<SessionRecord> = {}) => record(key, { state: 'ended', ...old, ...fields });
  const records = [
    of(keyOf(60 * DAY_MS, 1)),
    of(keyOf(90 * DAY_MS, 2)),
    of(keyOf(60 * DAY_MS, 3), { isLocked: true }),
    of(keyOf(60 * DAY_MS, 4), { keptAt: 80 * DAY_MS }),
    of(keyOf(60 * DAY_MS, 5)),
    of('no UUID'),
    of('wrong', { header: { ...record('').header, startedAt: 'soon' } }),
  ];
  const living = new Set([records[4]!.key]);
  const due = (rule: 'keep' | 'ask' | 'delete') =>
    dueBy({ rule, days: 30 }, records, living, now).map(({ key }) => key);
  expect(due('ask')).toEqual([records[0]!.key, 'no UUID']);
  expect(due('delete')).toEqual(due('ask'));
  expect(due('keep')).toEqual([]);
});

test('several are deleted and come back as one; locked and connected ones are left', async () => {
  const database = await freshDatabase();
  for (const key of ['a', 'b', 'c']) await put(database, key, '1ms < 2');
  const { desk, told, workbench, clients, shelf } = await tab(database);
  expect(await workbench.connect(optionsFrom({ protocol: 'v4', parser: 'default' }), undefined)).toMatchObject({
    ok: true,
  });
  await until(() => clients.length > 0 && told.session !== undefined);
  const mine = told.session!;
  expect(await desk.setLocked(['b'], true)).toEqual({ ok: true, value: undefined });
  const keys = ['a', 'b', 'c', mine, 'nowhere'];
  expect(await desk.deleteSessions(keys)).toEqual({
    ok: true,
    value: { deleted: ['a', 'c'], left: ['b', mine, 'nowhere'] },
  });
  await until(() => told.shelf?.deleted.length === 2);
  expect(told.shelf).toMatchObject({ deleted: [{ key: 'a', before: 'b', isOld: false }, { key: 'c' }] });
  expect(told.shelf?.deleted[0]?.batch).toBe(told.shelf?.deleted[1]?.batch);
  expect(told.shelf?.items.map(({ key, isLocked }) => [key, isLocked])).toEqual([
    [mine, false],
    ['b', true],
  ]);
  await desk.undoDelete(['a', 'c']);
  await until(() => told.shelf?.items.length === 4);
  expect(await workbench.deleteSession('b')).toMatchObject({ ok: false, error: expect.stringContaining('locked') });
  clients[0]!.close();
  await workbench.disconnect(1);
  expect(await desk.deleteSessions([mine])).toMatchObject({ value: { deleted: [mine] } });
  await until(() => told.session === undefined);
  expect(await shelf.read('b')).not.toHaveProperty('deletedAt');
});

test('what another tab records is not deleted, and can be read again', async () => {
  const database = await freshDatabase();
  const recorder = await tab(database);
  const other = await tab(database);
  await recorder.workbench.connect(optionsFrom({ protocol: 'v4', parser: 'default' }), undefined);
  await until(() => recorder.told.session !== undefined && other.told.shelf?.items.length === 1);
  const key = recorder.told.session!;
  await other.workbench.openSession(key);
  await until(() => other.told.session === key);
  expect(await other.workbench.deleteSession(key)).toEqual({
    ok: false,
    error: 'Another tab records this session: delete it there.',
  });
  expect(await other.desk.deleteSessions([key])).toMatchObject({ value: { deleted: [], left: [key] } });
  await recorder.workbench.renameSession(key, 'Later');
  expect(await other.desk.readAgain()).toEqual({ ok: true, value: undefined });
  await recorder.workbench.closeSession();
});

test('tags hold in the view, in another tab, and in what is recorded', async () => {
  const database = await freshDatabase();
  await put(database, 'a', '1ms < 2');
  const { desk, told, workbench, clients } = await tab(database);
  const other = await tab(database);
  expect(await workbench.connect(optionsFrom({ protocol: 'v4', parser: 'default' }), undefined)).toMatchObject({
    ok: true,
  });
  await until(() => clients.length > 0 && told.session !== undefined);
  const mine = told.session!;
  await desk.changeTags(['a', mine], ['ticket 1'], []);
  clients[0]!.connect();
  await workbench.disconnect(1);
  await until(() => other.told.shelf?.items.filter(({ tags }) => tags.includes('ticket 1')).length === 2);
  expect((await database.get('sessions', mine))?.header.tags).toEqual(['ticket 1']);
});

test('old sessions are told under “ask”, kept when someone says so, and deleted under “delete”, for a minute', async () => {
  const database = await freshDatabase();
  const [old, locked] = [keyOf(DAY_MS, 1), keyOf(DAY_MS, 2)];
  await put(database, old, '1ms < 2');
  await put(database, locked, '1ms < 2', { isLocked: true });
  await put(database, keyOf(Date.now()), '1ms < 2');
  const { desk, told } = await tab(database);
  const other = await tab(database);
  await until(() => told.shelf?.due?.length === 1);
  expect(told.shelf).toMatchObject({ retention: { rule: 'ask', days: 30 }, due: [old] });
  await desk.keepDue([old]);
  await until(() => told.shelf?.due?.length === 0);
  expect(await desk.setRetention({ rule: 'delete', days: 0 })).toMatchObject({ ok: false });
  await database.put('sessions', { ...(await database.get('sessions', old))!, keptAt: 0 });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await desk.setRetention({ rule: 'delete', days: 7 });
  await until(async () => (await database.get('sessions', old))?.deletedAt !== undefined);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await database.getAllKeys('sessions')).toContain(old);
  await vi.advanceTimersByTimeAsync(40_000);
  vi.useRealTimers();
  await until(async () => !(await database.getAllKeys('sessions')).includes(old));
  expect(await database.count('sessions')).toBe(2);
  await until(() => other.told.shelf?.retention?.rule === 'delete');
});

test('a dead tab leaves its recording marked, and nothing of what it was importing', async () => {
  const database = await freshDatabase();
  await put(database, 'recorded', '1ms < 2', { state: 'recording' });
  await put(database, 'imported', '1ms < 2', { state: 'importing' });
  const { desk, told } = await tab(database);
  expect(await database.getAllKeys('sessions')).toEqual(['recorded']);
  expect(await database.count('chunks')).toBe(1);
  expect(told.shelf?.items).toMatchObject([{ recovered: true, recoveredAt: expect.stringMatching(/^20/) }]);
  await desk.acknowledge(['recorded']);
  await until(() => told.shelf?.items[0]?.recovered === false);
});

test('the browser is asked to keep the sessions, and the answer is told', async () => {
  const isPersisted = { current: false };
  vi.stubGlobal('navigator', {
    ...navigator,
    storage: {
      estimate: () => Promise.resolve({}),
      persisted: () => Promise.resolve(isPersisted.current),
      persist: () => Promise.resolve((isPersisted.current = true)),
    },
  });
  const { desk, told } = await tab(await freshDatabase());
  await until(() => told.shelf?.isPersisted === false);
  expect(await desk.askPersistence()).toBe(true);
  await until(() => told.shelf?.isPersisted === true);
  stubNavigator();
});
