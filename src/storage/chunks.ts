import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { Chunk } from '../session/chunk.ts';
import type { UnsavedChunk } from '../session/log.ts';
import type { Database } from './database.ts';
import { inTransaction } from './database.ts';
import type { StorageFailure } from './failure.ts';
import type { SessionRecord } from './session-record.ts';

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

/**
 * In order. Another tab may be writing: a chunk that was still growing when it was read is read again once its successor
 * shows that it was sealed meanwhile.
 */
export async function* eachChunk(database: Database, sessionKey: string): AsyncGenerator<Chunk, void, void> {
  let chunk = await readChunk(database, sessionKey, 0);
  for (let index = 1; chunk; index++) {
    const next = await readChunk(database, sessionKey, index);
    if (next && next.firstSeq !== chunk.firstSeq + chunk.count) {
      chunk = (await readChunk(database, sessionKey, index - 1)) ?? chunk;
    }
    yield chunk;
    chunk = next;
  }
}
