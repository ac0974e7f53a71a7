import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { Chunk } from '../session/chunk.ts';
import type { UnsavedChunk } from '../session/log.ts';
import type { Database } from './database.ts';
import { inTransaction } from './database.ts';
import type { StorageFailure } from './failure.ts';
import type { SessionRecord } from './session-record.ts';

/** Chunks that are read at once: most are 1 MiB, and they lie in memory together with the next ones. */
const READ_AHEAD = 4;

/** All chunks of one session. */
export function chunkKeys(sessionKey: string): IDBKeyRange {
  return IDBKeyRange.bound([sessionKey, 0], [sessionKey, Infinity]);
}

/**
 * Writes chunks and what the record says of them together, so that a killed tab never leaves the two at odds. A chunk
 * that has grown replaces its shorter self. `gone` where the session was deleted meanwhile: its chunks would be orphans.
 * `uncreated` is the record of a session that began on a full disk, so that the shelf does not know it yet.
 */
export function writeChunks(
  database: Database,
  sessionKey: string,
  unsaved: readonly UnsavedChunk[],
  changeRecord: (record: SessionRecord) => SessionRecord,
  uncreated?: SessionRecord,
): Promise<Result<SessionRecord, StorageFailure>> {
  return inTransaction(database, async (transaction) => {
    const sessions = transaction.objectStore('sessions');
    const chunks = transaction.objectStore('chunks');
    const record = (await sessions.get(sessionKey)) ?? uncreated;
    if (!record || record.deletedAt !== undefined) return fail({ reason: 'gone' });
    const changed = changeRecord(record);
    // Nobody waits for the single requests: where one fails, the transaction fails with its reason.
    for (const { index, chunk } of unsaved) chunks.put(chunk, [sessionKey, index]).catch(ignore);
    sessions.put(changed).catch(ignore);
    return ok(changed);
  });
}

function ignore(): void {}

/** Undefined where there is no such chunk; rejects when the database itself fails. */
export function readChunk(database: Database, sessionKey: string, index: number): Promise<Chunk | undefined> {
  return database.get('chunks', [sessionKey, index]);
}

/** Position of the chunk that holds entry `at`, without reading those before it. */
export async function chunkOf(database: Database, sessionKey: string, at: number): Promise<number> {
  let low = 0;
  let high = at === 0 ? 0 : (await database.count('chunks', chunkKeys(sessionKey))) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const chunk = await readChunk(database, sessionKey, middle);
    if (chunk && chunk.firstSeq <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * In order, from position `first` on. Another tab may be writing: a chunk that was still growing when it was read is read
 * again once its successor shows that it was sealed meanwhile.
 */
export async function* eachChunk(database: Database, sessionKey: string, first = 0): AsyncGenerator<Chunk, void, void> {
  let chunk = await readChunk(database, sessionKey, first);
  for (let index = first + 1; chunk; index++) {
    const next = await readChunk(database, sessionKey, index);
    if (next && next.firstSeq !== chunk.firstSeq + chunk.count) {
      chunk = (await readChunk(database, sessionKey, index - 1)) ?? chunk;
    }
    yield chunk;
    chunk = next;
  }
}

/** In order, of a session that nobody writes to: several at a time, and the next ones while these are looked at. */
export async function* eachSettledChunk(database: Database, sessionKey: string): AsyncGenerator<Chunk, void, void> {
  const read = (first: number): Promise<readonly Chunk[]> => {
    const keys = IDBKeyRange.bound([sessionKey, first], [sessionKey, first + READ_AHEAD - 1]);
    const chunks = database.getAll('chunks', keys);
    // Where nobody asks for them any more, nobody hears of it either.
    chunks.catch(ignore);
    return chunks;
  };
  let ahead = read(0);
  for (let first = READ_AHEAD; ; first += READ_AHEAD) {
    const chunks = await ahead;
    const isLast = chunks.length < READ_AHEAD;
    if (!isLast) ahead = read(first);
    yield* chunks;
    if (isLast) return;
  }
}
