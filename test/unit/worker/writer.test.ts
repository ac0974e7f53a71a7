import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventIn } from '../../../src/session/chunk.ts';
import { SessionLog } from '../../../src/session/log.ts';
import { eachChunk } from '../../../src/storage/chunks.ts';
import type { Database } from '../../../src/storage/database.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { Writer } from '../../../src/worker/writer.ts';
import { draw } from '../../draw.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { emptySource } from './chunks-of.ts';
import { until } from './until.ts';

// The database goes on while the writer's own timers stand still.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A log with a writer to a real database; while `disk.trouble` is set, the disk refuses with it. */
async function writing() {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  await shelf.create(record('a'));
  const log = new SessionLog(emptySource);
  const disk: { trouble: Error | undefined } = { trouble: undefined };
  let changes = 0;
  const writer = new Writer(
    database,
    'a',
    log,
    (stored) => {
      if (disk.trouble) throw disk.trouble;
      return { ...stored, entries: log.length };
    },
    () => changes++,
  );
  let count = 0;
  const append = (): void => {
    log.append(draw(`${count}ms < 42["${count++}"]`)[0]!);
    writer.ask();
  };
  return { database, shelf, log, disk, writer, append, changes: () => changes };
}

async function storedCount(database: Database): Promise<number> {
  let count = 0;
  for await (const chunk of eachChunk(database, 'a')) {
    for (let i = 0; i < chunk.count; i++) expect(eventIn(chunk, chunk, i).at).toBe(count++);
  }
  return count;
}

const full = (): Error => new DOMException('The quota has been exceeded.', 'QuotaExceededError');

test('what was appended is on the disk within the time that a killed tab may lose', async () => {
  const { database, shelf, writer, append } = await writing();
  append();
  append();
  expect(writer.state).toEqual({ state: 'saving' });
  expect(await storedCount(database)).toBe(0);
  vi.advanceTimersByTime(200);
  await until(() => writer.state.state === 'saved');
  expect(await storedCount(database)).toBe(2);
  expect(await shelf.read('a')).toMatchObject({ entries: 2 });
});

test('it goes on as the log grows, and tells each time', async () => {
  const { database, writer, append, changes } = await writing();
  for (let i = 1; i <= 3; i++) {
    append();
    vi.advanceTimersByTime(200);
    await until(() => changes() === i);
  }
  expect(writer.state.state).toBe('saved');
  expect(await storedCount(database)).toBe(3);
});

test('what comes during a write is written by a flush that follows', async () => {
  const { database, writer, append, log } = await writing();
  append();
  const first = writer.flush();
  append();
  await Promise.all([first, writer.flush()]);
  expect(log.unsavedEntries).toBe(0);
  expect(await storedCount(database)).toBe(2);
});

test('on a full disk recording goes on, the unsaved are counted, and it tries again by itself', async () => {
  const { database, writer, append, disk } = await writing();
  append();
  await writer.flush();
  disk.trouble = full();
  append();
  await writer.flush();
  expect(writer.state).toEqual({ state: 'full', unsaved: 1 });
  append();
  expect(writer.state).toEqual({ state: 'full', unsaved: 2 });
  expect(await storedCount(database)).toBe(1);
  disk.trouble = undefined;
  vi.advanceTimersByTime(2000);
  await until(() => writer.state.state === 'saved');
  expect(await storedCount(database)).toBe(3);
});

test('a disk that fails otherwise is told in its words', async () => {
  const { writer, append, disk } = await writing();
  disk.trouble = new Error('disk on fire');
  append();
  await writer.flush();
  expect(writer.state).toEqual({ state: 'failed', message: 'disk on fire', unsaved: 1 });
});

test('a session that was deleted is not written to, until the deletion is undone', async () => {
  const { database, shelf, writer, append } = await writing();
  append();
  await writer.flush();
  await shelf.markDeleted('a', 1);
  append();
  await writer.flush();
  expect(writer.state).toEqual({ state: 'failed', message: 'deleted in another tab', unsaved: 1 });
  append();
  vi.advanceTimersByTime(5000);
  expect(vi.getTimerCount()).toBe(0);
  await writer.flush();
  expect(await storedCount(database)).toBe(1);
  await shelf.restoreAll(['a']);
  writer.allow(true);
  vi.advanceTimersByTime(2000);
  await until(() => writer.state.state === 'saved');
  expect(await storedCount(database)).toBe(3);
});

test('a deletion that is told stops the writing at once', async () => {
  const { database, writer, append } = await writing();
  writer.allow(false);
  append();
  expect(vi.getTimerCount()).toBe(0);
  await writer.flush();
  expect(await storedCount(database)).toBe(0);
});
