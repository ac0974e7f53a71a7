import { deepStrictEqual } from 'node:assert';
import { expect, test } from 'vitest';
import { readChunk, writeChunks } from '../../../src/storage/chunks.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { chunksOf } from '../exporters/session-file.ts';
import { freshDatabase, record } from './open.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';

const [chunk] = chunksOf([{ at: captureMs(0), conn: 1, kind: 'user', action: 'connect' }]);

test('a record is kept as it is, with fields that this version does not know', async () => {
  const shelf = new Shelf(await freshDatabase());
  await shelf.create(record('a'));
  deepStrictEqual(await shelf.read('a'), record('a'));
  expect(await shelf.read('b')).toBe(undefined);
});

test('a key is taken once', async () => {
  const shelf = new Shelf(await freshDatabase());
  expect(await shelf.create(record('a'))).toEqual({ ok: true, value: undefined });
  expect(await shelf.create(record('a', { entries: 9 }))).toMatchObject({ ok: false, error: { reason: 'failed' } });
  expect(await shelf.read('a')).toMatchObject({ entries: 0 });
});

test('changes made at the same time all count', async () => {
  const shelf = new Shelf(await freshDatabase());
  await shelf.create(record('a'));
  const more = () => shelf.change('a', (old) => ({ ...old, entries: old.entries + 1 }));
  await Promise.all([more(), more(), more()]);
  expect(await shelf.read('a')).toMatchObject({ entries: 3 });
  expect(await shelf.change('b', (old) => old)).toEqual({ ok: false, error: { reason: 'gone' } });
});

test('a change that throws changes nothing and says so', async () => {
  const shelf = new Shelf(await freshDatabase());
  await shelf.create(record('a'));
  const outcome = await shelf.change('a', () => {
    throw new Error('no such note');
  });
  expect(outcome).toEqual({ ok: false, error: { reason: 'failed', message: 'no such note' } });
  deepStrictEqual(await shelf.read('a'), record('a'));
});

test('a deleted session can be restored until it is purged', async () => {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  await shelf.create(record('a'));
  await shelf.create(record('ab'));
  for (const key of ['a', 'ab']) await writeChunks(database, key, [{ index: 0, chunk: chunk! }], (old) => old);
  await shelf.markDeleted('a', 1000);
  expect((await shelf.list()).map(({ key, deletedAt }) => [key, deletedAt])).toEqual([
    ['a', 1000],
    ['ab', undefined],
  ]);
  await shelf.restoreAll(['a']);
  deepStrictEqual(await shelf.read('a'), record('a'));
  expect(await readChunk(database, 'a', 0)).toEqual(chunk);

  await shelf.purge('a');
  expect(await shelf.restoreAll(['a'])).toEqual({ ok: true, value: [] });
  expect(await database.getAllKeys('chunks')).toEqual([['ab', 0]]);
});

test('tombstones are purged when they are old enough', async () => {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  for (const key of ['old', 'young', 'alive']) {
    await shelf.create(record(key));
    await writeChunks(database, key, [{ index: 0, chunk: chunk! }], (old) => old);
  }
  await shelf.markDeleted('old', 1000);
  await shelf.markDeleted('young', 5000);
  expect(await shelf.purgeTombstones(2000)).toEqual({ ok: true, value: undefined });
  expect((await shelf.list()).map(({ key }) => key)).toEqual(['alive', 'young']);
  expect(await database.getAllKeys('chunks')).toEqual([
    ['alive', 0],
    ['young', 0],
  ]);
});

test('a locked session is not deleted, alone or with others', async () => {
  const shelf = new Shelf(await freshDatabase());
  await shelf.create(record('a', { isLocked: true }));
  await shelf.create(record('b'));
  expect(await shelf.markDeleted('a', 1)).toEqual({ ok: false, error: { reason: 'locked' } });
  expect(await shelf.markDeleted('c', 1)).toEqual({ ok: false, error: { reason: 'gone' } });
  expect(await shelf.markAllDeleted(['a', 'b', 'c'], 1)).toMatchObject({ ok: true, value: [{ key: 'b' }] });
  expect((await shelf.list()).map(({ deletedAt }) => deletedAt)).toEqual([undefined, 1]);
});

test('what was restored is not purged by a purge that was planned before', async () => {
  const shelf = new Shelf(await freshDatabase());
  await shelf.create(record('a'));
  await shelf.markDeleted('a', 1);
  await shelf.restoreAll(['a']);
  await shelf.purgeDeleted(['a']);
  expect(await shelf.read('a')).toBeDefined();
  await shelf.markDeleted('a', 2);
  await shelf.purgeDeleted(['a']);
  expect(await shelf.read('a')).toBeUndefined();
});
