import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { livingSessions } from '../../../src/storage/locks.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import type { LiveSession } from '../../../src/worker/live-session.ts';
import { startSession } from '../../../src/worker/new-session.ts';
import { draw } from '../../draw.ts';
import { freshDatabase } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { quiet, stage } from './stage.ts';

beforeAll(stubNavigator);

async function started(): Promise<{ database: Database; shelf: Shelf; live: LiveSession }> {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  const live = await startSession(database, shelf, stage(database).surroundings, quiet);
  if (!live.ok) throw new Error(live.error.reason);
  return { database, shelf, live: live.value };
}

test('a session that starts is on the shelf, and held by this tab', async () => {
  const { shelf, live } = await started();
  expect(await shelf.read(live.key)).toMatchObject({ state: 'recording', entries: 0, header: { id: live.key } });
  expect((await shelf.read(live.key))?.header.name).toMatch(/^Untitled, \d\d:\d\d$/);
  expect(await livingSessions(navigator.locks)).toContain(live.key);
});

test('what it records is counted and written, with the time of the last entry', async () => {
  const { shelf, live } = await started();
  for (const event of draw('0ms < 42["a"]\n5.5ms > hex 01 02')) live.append(event);
  await live.writer.flush();
  expect(await shelf.read(live.key)).toMatchObject({ entries: 2, bytes: 9, lastAtMs: 5.5, state: 'recording' });
  live.session.fold();
  expect(live.session.timeline.columns.length).toBe(2);
});

test('a session that ends says so, writes the rest and lets go of its lock', async () => {
  const { shelf, live } = await started();
  for (const event of draw('0ms < 42["a"]')) live.append(event);
  await live.end();
  expect(live.leave()).toBe(true);
  const stored = await shelf.read(live.key);
  expect(stored).toMatchObject({ entries: 1, state: 'ended' });
  expect(stored?.header.endedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  await expect.poll(() => livingSessions(navigator.locks)).not.toContain(live.key);
});

test('a name that another tab has given is not written over', async () => {
  const { shelf, live } = await started();
  await shelf.change(live.key, (record) => ({ ...record, header: { ...record.header, name: 'Checkout' } }));
  for (const event of draw('0ms < 42["a"]')) live.append(event);
  await live.writer.flush();
  expect((await shelf.read(live.key))?.header.name).toBe('Checkout');
  live.take({ ...live.record.header, name: 'Checkout' });
  expect(live.record.header.name).toBe('Checkout');
});
