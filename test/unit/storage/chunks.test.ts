import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventIn } from '../../../src/session/chunk.ts';
import { SessionLog } from '../../../src/session/log.ts';
import { eachChunk, readChunk, writeChunks } from '../../../src/storage/chunks.ts';
import type { Database } from '../../../src/storage/database.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';
import { someEvents } from '../exporters/arbitrary-session.ts';
import { freshDatabase, record } from './open.ts';

function frame(at: number, payload: string | Uint8Array): WireEvent {
  return { at: captureMs(at), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload };
}

function logOf(database: Database, events: readonly WireEvent[]): SessionLog {
  const log = new SessionLog({ read: (index) => readChunk(database, 'a', index) });
  for (const event of events) log.append(event);
  return log;
}

async function save(database: Database, log: SessionLog) {
  const unsaved = log.unsaved();
  const outcome = await writeChunks(database, 'a', unsaved, (old) => ({ ...old, entries: log.length }));
  if (outcome.ok) for (const each of unsaved) log.markSaved(each);
  return outcome;
}

async function stored(database: Database): Promise<readonly WireEvent[]> {
  const events: WireEvent[] = [];
  for await (const chunk of eachChunk(database, 'a')) {
    for (let i = 0; i < chunk.count; i++) events.push(eventIn(chunk, chunk, i));
  }
  return events;
}

test('whatever was written is read back equal', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, someEvents, async (first, second) => {
      const database = await freshDatabase();
      await new Shelf(database).create(record('a'));
      const log = logOf(database, first);
      await save(database, log);
      for (const event of second) log.append(event);
      expect(await save(database, log)).toMatchObject({ ok: true, value: { entries: first.length + second.length } });
      deepStrictEqual(await stored(database), [...first, ...second]);
      database.close();
    }),
    { numRuns: 30 },
  );
});

test('chunks come in the order of the log, far beyond ten', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  const events = Array.from({ length: 25 }, (_, i) => frame(i, `${i}`.padEnd(70_000)));
  const log = logOf(database, []);
  for (const event of events) {
    log.append(event);
    await save(database, log);
  }
  expect(await database.count('chunks')).toBe(25);
  expect(await stored(database)).toEqual(events);
});

test('a reader may stop early', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  await save(database, logOf(database, [frame(0, 'x')]));
  for await (const chunk of eachChunk(database, 'a')) {
    expect(chunk.count).toBe(1);
    break;
  }
});

test('nothing is written to a session that was deleted meanwhile', async () => {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  const log = logOf(database, [frame(0, 'x')]);
  expect(await save(database, log)).toEqual({ ok: false, error: { reason: 'gone' } });
  await shelf.create(record('a'));
  await shelf.markDeleted('a', 1);
  expect(await save(database, log)).toEqual({ ok: false, error: { reason: 'gone' } });
  expect(await database.count('chunks')).toBe(0);
  await shelf.restoreAll(['a']);
  expect(await save(database, log)).toMatchObject({ ok: true, value: { entries: 1 } });
});

test('a change of the record that fails leaves no chunk behind', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  const unsaved = logOf(database, [frame(0, 'x')]).unsaved();
  const outcome = await writeChunks(database, 'a', unsaved, () => {
    throw new Error('bad counter');
  });
  expect(outcome).toEqual({ ok: false, error: { reason: 'failed', message: 'bad counter' } });
  expect(await database.count('chunks')).toBe(0);
});

test('what cannot be stored undoes the chunks written beside it', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  const unsaved = logOf(database, [frame(0, 'x')]).unsaved();
  const strange = { more: { callback: () => undefined } };
  const outcome = await writeChunks(database, 'a', unsaved, (old) => ({
    ...old,
    header: { ...old.header, ...strange },
  }));
  expect(outcome).toMatchObject({ ok: false, error: { reason: 'failed' } });
  expect(await database.count('chunks')).toBe(0);
});

test('a full disk is told as such', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  const unsaved = logOf(database, [frame(0, 'x')]).unsaved();
  const outcome = await writeChunks(database, 'a', unsaved, () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  });
  expect(outcome).toEqual({ ok: false, error: { reason: 'full' } });
});

test('a closed database is a failure, not an exception', async () => {
  const database = await freshDatabase();
  database.close();
  expect(await writeChunks(database, 'a', [], (old) => old)).toMatchObject({ ok: false, error: { reason: 'failed' } });
});

test('a database makes way for a newer version', async () => {
  const told: string[] = [];
  const old = await openDatabase('shared', { onclosed: (why) => told.push(why) });
  expect(old.ok).toBe(true);
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('shared', 99);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  expect(told).toEqual(['newer-version']);
  newer.close();
  expect(await openDatabase('shared')).toMatchObject({ ok: false, error: { reason: 'failed' } });
});

test('a chunk that another tab seals while it is read does not leave a gap', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('a'));
  const log = logOf(
    database,
    Array.from({ length: 5000 }, (_, i) => frame(i, `4${i}`)),
  );
  await save(database, log);
  for (let i = 5000; i < 5100; i++) log.append(frame(i, `4${i}`));
  await save(database, log);
  const seen: number[] = [];
  for await (const chunk of eachChunk(database, 'a')) {
    if (seen.length === 0) {
      // The growing chunk has been looked at by now; it is sealed with more in it, and another begins.
      for (let i = 5100; i < 10_200; i++) log.append(frame(i, `4${i}`));
      await save(database, log);
      log.append(frame(10_200, '4last'));
      await save(database, log);
    }
    for (let i = 0; i < chunk.count; i++) seen.push(chunk.firstSeq + i);
  }
  expect(seen).toEqual(seen.map((_, i) => i));
  expect(seen.length).toBeGreaterThanOrEqual(5100);
});

test('a session that began on a full disk is created by its first write', async () => {
  const database = await freshDatabase();
  const log = logOf(database, [frame(0, '40')]);
  const change = (old: ReturnType<typeof record>) => ({ ...old, entries: 1 });
  expect(await writeChunks(database, 'a', log.unsaved(), change)).toMatchObject({ error: { reason: 'gone' } });
  expect((await writeChunks(database, 'a', log.unsaved(), change, record('a'))).ok).toBe(true);
  expect(await new Shelf(database).read('a')).toMatchObject({ entries: 1 });
  expect(await stored(database)).toHaveLength(1);
});
