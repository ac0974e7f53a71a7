import { deepStrictEqual } from 'node:assert';
import { expect, test } from 'vitest';
import { eventIn } from '../../../src/session/chunk.ts';
import { eachChunk } from '../../../src/storage/chunks.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { Endpoints } from '../../../src/storage/endpoints.ts';
import { Profiles } from '../../../src/storage/profiles.ts';
import { Queries } from '../../../src/storage/queries.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { chunksOf } from '../exporters/session-file.ts';
import { record } from './open.ts';

const EVENT: WireEvent = { at: captureMs(3), conn: 1, kind: 'user', action: 'connect' };

/** A database as version 1 of it was made and filled: two stores, and a session of one entry. */
function version1(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('sessions', { keyPath: 'key' });
      request.result.createObjectStore('chunks');
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction(['sessions', 'chunks'], 'readwrite');
      transaction.objectStore('sessions').put(record('old', { entries: 1, state: 'ended' }));
      transaction.objectStore('chunks').put(chunksOf([EVENT])[0], ['old', 0]);
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

test('a database of version 1 keeps its sessions, and can keep profiles, endpoints and queries from then on', async () => {
  await version1('grown');
  const opened = await openDatabase('grown');
  if (!opened.ok) throw new Error(opened.error.reason);
  const database = opened.value;
  deepStrictEqual(await new Shelf(database).read('old'), record('old', { entries: 1, state: 'ended' }));
  const events: WireEvent[] = [];
  for await (const chunk of eachChunk(database, 'old')) events.push(eventIn(chunk, chunk, 0));
  expect(events).toEqual([EVENT]);
  const profiles = new Profiles(database);
  expect(await profiles.list()).toEqual([]);
  expect(await profiles.save({ id: 'a', name: 'Staging', form: { url: 'host' } })).toMatchObject({ ok: true });
  const queries = new Queries(database);
  expect((await queries.save('kind:ping', 1)).ok).toBe(true);
  const endpoints = new Endpoints(database);
  await endpoints.remember('http://host', '/socket.io/', { protocol: 'v2', parser: 'default' });
  database.close();
  const again = await openDatabase('grown');
  if (!again.ok) throw new Error(again.error.reason);
  expect(await new Profiles(again.value).list()).toEqual([{ id: 'a', name: 'Staging', form: { url: 'host' } }]);
  expect(await new Queries(again.value).list()).toEqual(['kind:ping']);
  expect(await new Endpoints(again.value).recall('http://host', '/socket.io/')).toEqual({
    protocol: 'v2',
    parser: 'default',
  });
});
