import { deepStrictEqual } from 'node:assert';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionHeader } from '../../../src/session/header.ts';
import { eventIn } from '../../../src/session/chunk.ts';
import { eachChunk } from '../../../src/storage/chunks.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { ShelvedImport } from '../../../src/worker/files/shelved-import.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';

stubNavigator();

const HEADER: SessionHeader = record('a').header;

/** Heavy enough that some dozen make a chunk. */
function frame(at: number): WireEvent {
  const payload = `${at}`.padEnd(20_000);
  return { at: captureMs(at), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload };
}

const EVENTS = Array.from({ length: 500 }, (_, i) => frame(i));

async function begun() {
  const database = await freshDatabase();
  const shelf = new Shelf(database);
  const shelved = new ShelvedImport(database, shelf, 'a');
  expect(await shelved.begin(HEADER)).toMatchObject({ ok: true });
  onTestFinished(() => database.close());
  return { database, shelf, shelved };
}

test('until it is whole it is on its way in, and held; then it is a session like any other', async () => {
  const { database, shelf, shelved } = await begun();
  for (let at = 0; at < EVENTS.length; at += 7) await shelved.add(EVENTS.slice(at, at + 7));
  const halfWay = await shelf.read('a');
  expect(halfWay?.state).toBe('importing');
  expect(await navigator.locks.query()).toMatchObject({ held: [{ name: 'sockscope/a' }] });
  const finished = await shelved.finish({ ...HEADER, name: 'Whole' });
  expect(finished).toMatchObject({ ok: true, value: { state: 'imported', entries: 500, lastAtMs: 499 } });
  expect(await shelf.read('a')).toMatchObject({ header: { name: 'Whole' }, bytes: 10_000_000 });
  const stored: WireEvent[] = [];
  for await (const chunk of eachChunk(database, 'a'))
    for (let i = 0; i < chunk.count; i++) stored.push(eventIn(chunk, chunk, i));
  deepStrictEqual(stored, EVENTS);
  expect(await navigator.locks.query()).toMatchObject({ held: [] });
  expect(finished).not.toHaveProperty('value.flaws');
});

test('what is abandoned leaves no record, no chunk and no lock', async () => {
  const { database, shelf, shelved } = await begun();
  await shelved.add(EVENTS);
  await shelved.abandon();
  expect(await shelf.list()).toEqual([]);
  expect(await database.count('chunks')).toBe(0);
  expect(await navigator.locks.query()).toMatchObject({ held: [] });
});

test('what the disk did not take is told with a later batch at the latest', async () => {
  const { shelf, shelved } = await begun();
  await shelf.purge('a');
  await shelved.add(EVENTS);
  expect(await shelved.add(EVENTS)).toMatchObject({ ok: false, error: { reason: 'gone' } });
});
