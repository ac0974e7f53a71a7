import { beforeAll, expect, test } from 'vitest';
import { readIndex } from '../../../../src/storage/session-index.ts';
import { freshDatabase, record } from '../../storage/open.ts';
import { stubNavigator } from '../browser.ts';
import { optionsFrom } from '../stage.ts';
import { until } from '../until.ts';
import { put, tab } from './shelf.ts';

beforeAll(stubNavigator);

const { header } = record('');

test('sessions are found by name, tag, event and text, with their first entries', async () => {
  const database = await freshDatabase();
  await put(database, 'a', '1ms < 42["cart:pay",{"error":"timeout at bank"}]\n2ms > 42["log","fine"]');
  await put(database, 'b', '5ms > 42["log","Timeout"]', { header: { ...header, name: 'b', tags: ['checkout'] } });
  await put(database, 'c', '1ms < 2', { header: { ...header, name: 'Checkout' } });
  const { keysFound, search } = await tab(database);
  expect(await keysFound('checkout')).toEqual(['b', 'c']);
  expect(await keysFound('tag:checkout log')).toEqual(['b']);
  expect(await keysFound('-event:log')).toEqual(['c']);
  expect(await keysFound('-"timeout"')).toEqual(['c']);
  expect(await keysFound('event:log "timeout"')).toEqual(['b']);
  expect(await keysFound('"nothing"')).toEqual([]);
  expect(await search('"timeout"')).toMatchObject({
    found: expect.arrayContaining([
      { key: 'a', hitCount: 1, hits: [expect.objectContaining({ seq: 0, at: 1, title: 'cart:pay' })] },
    ]),
    hitCount: 2,
    progress: { done: 3, total: 3 },
    isOver: true,
    unread: [],
  });
  expect(await search('')).toMatchObject({ found: [], progress: { total: 0 } });
});

test('what a search had to read it keeps, as long as the session stays as it is', async () => {
  const database = await freshDatabase();
  await put(database, 'a', '1ms < 42["chat"]');
  const { keysFound, shelf } = await tab(database);
  expect(await keysFound('event:chat')).toEqual(['a']);
  expect(await readIndex(database, 'a')).toMatchObject({ entries: 1, events: [{ name: 'chat', count: 1 }] });
  await database.put('indexes', { key: 'a', form: 1, entries: 1, events: [] });
  expect(await keysFound('event:chat')).toEqual([]);
  await database.put('indexes', { key: 'a', form: 1, entries: 0, events: [] });
  expect(await keysFound('event:chat')).toEqual(['a']);
  await shelf.purge('a');
  expect(await readIndex(database, 'a')).toBeUndefined();
});

test('sessions are indexed in the background when they are over', async () => {
  const database = await freshDatabase();
  await put(database, 'a', '1ms < 42["chat"]');
  await tab(database);
  await until(async () => (await readIndex(database, 'a')) !== undefined);
  expect(await readIndex(database, 'a')).toMatchObject({ events: [{ name: 'chat' }] });
}, 10_000);

test('a session that this tab records is searched in memory, to its last entry', async () => {
  const database = await freshDatabase();
  const { workbench, clients, search, keysFound } = await tab(database);
  expect(await workbench.connect(optionsFrom({ protocol: 'v4', parser: 'default' }), undefined)).toMatchObject({
    ok: true,
  });
  await until(() => clients.length > 0);
  clients[0]!.connect();
  clients[0]!.frame('42["chat","one"]');
  expect(await search('chat')).toMatchObject({ hitCount: 1 });
  clients[0]!.frame('42["chat","two"]');
  expect(await search('event:chat')).toMatchObject({ hitCount: 2, found: [{ hits: [{ text: '"one"' }, {}] }] });
  expect((await search('"two"')).found).toMatchObject([{ hits: [{ text: '"two"' }] }]);
  expect(await keysFound('endpoint:host:3000')).toHaveLength(1);
});

test('what another tab records is read on from where the last search ended', async () => {
  const database = await freshDatabase();
  await put(database, 'a', '1ms < 42["chat","one"]', { state: 'recording' });
  const { search } = await tab(database);
  // Attached after it began, the tab takes it for a dead tab's, unless it says that it is alive.
  await database.put('sessions', { ...(await database.get('sessions', 'a'))!, state: 'recording' });
  expect(await search('event:chat')).toMatchObject({ hitCount: 1 });
  await database.delete('chunks', ['a', 0]);
  await put(database, 'b', '1ms < 42["chat","one"]\n2ms < 42["chat","two"]');
  await database.put('chunks', (await database.get('chunks', ['b', 0]))!, ['a', 0]);
  expect(await search('event:chat name:a')).toMatchObject({
    found: [{ hits: [{ text: '"one"' }, { text: '"two"' }] }],
  });
});

test('a new search ends the one under way; a query that cannot be read says where', async () => {
  const database = await freshDatabase();
  for (const key of ['a', 'b', 'c']) await put(database, key, '1ms < 42["chat"]');
  const { desk, search } = await tab(database);
  const overs: boolean[] = [];
  const first = desk.search('"chat"', ({ progress, isOver }) => {
    if (isOver) overs.push(progress.done === progress.total);
  });
  const second = await search('"chat"');
  await first;
  expect(second.found).toHaveLength(3);
  expect(overs).toEqual([false]);
  expect(await desk.search('kind:EVENT', () => undefined)).toMatchObject({ ok: false, error: { offset: 0 } });
});

test('a session that the disk does not give is told, and the others are found', async () => {
  const database = await freshDatabase();
  await put(database, 'good', '1ms < 42["chat"]');
  await put(database, 'bad', '1ms < 42["chat"]');
  await database.put('chunks', JSON.parse('{}'), ['bad', 0]);
  const { search } = await tab(database);
  expect(await search('"chat"')).toMatchObject({ found: [{ key: 'good' }], unread: ['bad'] });
});
