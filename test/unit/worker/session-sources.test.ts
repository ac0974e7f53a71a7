import { deepStrictEqual } from 'node:assert';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionSource } from '../../../src/session/session-source.ts';
import { SessionLog } from '../../../src/session/log.ts';
import { readChunk, writeChunks } from '../../../src/storage/chunks.ts';
import type { Database } from '../../../src/storage/database.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { sourceOf } from '../../../src/worker/files/session-sources.ts';
import { LiveSession } from '../../../src/worker/live-session.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { quiet, stage } from './stage.ts';

stubNavigator();

/** Heavy enough for a chunk of its own. */
function heavy(i: number): WireEvent {
  const payload = `${i}`.padEnd(70_000);
  return { at: captureMs(i), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload };
}

const EVENTS = Array.from({ length: 25 }, (_, i) => heavy(i));

async function store(database: Database, events: readonly WireEvent[]): Promise<void> {
  await new Shelf(database).create(record('a'));
  const log = new SessionLog({ read: (index) => readChunk(database, 'a', index) });
  for (const event of events) {
    log.append(event);
    const unsaved = log.unsaved();
    await writeChunks(database, 'a', unsaved, (old) => ({ ...old, entries: log.length }));
    for (const chunk of unsaved) log.markSaved(chunk);
  }
}

async function read(source: SessionSource, from?: number): Promise<readonly WireEvent[]> {
  const events: WireEvent[] = [];
  for await (const batch of source.read(from)) {
    expect(batch.firstSeq).toBe((from ?? 0) + events.length);
    events.push(...batch.events);
  }
  return events;
}

async function opened(database: Database, live?: LiveSession): Promise<SessionSource> {
  const recordings = { get: () => live };
  // Of the recordings only the one that is asked for is needed.
  const source = await sourceOf({ database, shelf: new Shelf(database), recordings }, 'a');
  if (!source.ok) throw new Error(source.error);
  return source.value;
}

test('a stored session is read from any entry on, as often as wanted', async () => {
  const database = await freshDatabase();
  await store(database, EVENTS);
  const source = await opened(database);
  expect(source.entries).toBe(25);
  for (const from of [undefined, 0, 1, 13, 24, 25, 99]) deepStrictEqual(await read(source, from), EVENTS.slice(from));
});

test('what comes while it is read is not among it, and every reading is the same', async () => {
  const database = await freshDatabase();
  const { surroundings } = stage(database);
  const first = record('a');
  await new Shelf(database).create(first);
  const start = { record: first, startedAtMs: 0, isCreated: true, examiner: undefined, release: () => undefined };
  const live = new LiveSession(database, { ...start, ...quiet }, surroundings);
  onTestFinished(() => live.end());
  for (const event of EVENTS) live.append(event);
  const source = await opened(database, live);
  live.append(heavy(25));
  deepStrictEqual(await read(source), EVENTS);
  deepStrictEqual(await read(source, 20), EVENTS.slice(20));
  expect(live.session.log.length).toBe(26);
});

test('what is no longer there is told', async () => {
  const database = await freshDatabase();
  const asked = await sourceOf({ database, shelf: new Shelf(database), recordings: { get: () => undefined } }, 'a');
  expect(asked).toEqual({ ok: false, error: 'This session is no longer there.' });
});
