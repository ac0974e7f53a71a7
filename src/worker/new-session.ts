import { version } from '../../package.json';
import { fail, ok, type Result } from '../base/result.ts';
import type { SessionHeader } from '../session/header.ts';
import type { Database } from '../storage/database.ts';
import type { StorageFailure } from '../storage/failure.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';
import { uuidv7 } from '../storage/uuid.ts';
import { loadExaminer } from './diagnosis.ts';
import { holdHere } from './held-sessions.ts';
import type { LiveSession, LiveSessionStart } from './live-session.ts';
import type { Surroundings } from './surroundings.ts';

export function newKey(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** An empty session on the shelf, held by this tab. */
export async function startSession(
  database: Database,
  shelf: Shelf,
  surroundings: Surroundings,
  { onchange, onquestion, onproblem }: Pick<LiveSessionStart, 'onchange' | 'onquestion' | 'onproblem'>,
): Promise<Result<LiveSession, StorageFailure>> {
  // Decoders and read models are most of the worker's code, and an empty page needs none of it.
  const [{ LiveSession }, environment] = await Promise.all([import('./live-session.ts'), surroundings.environment()]);
  const key = newKey();
  const now = new Date();
  const startedAtMs = performance.now();
  const header: SessionHeader = {
    id: key,
    name: `Untitled, ${now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`,
    startedAt: now.toISOString(),
    app: `sockscope ${version}`,
    userAgent: navigator.userAgent,
    connections: [],
    notes: [],
    tags: [],
    environment,
  };
  const record: SessionRecord = { key, header, entries: 0, bytes: 0, lastAtMs: 0, state: 'recording' };
  // The lock comes first: a record without one is taken for a dead tab's.
  const release = await holdHere(key);
  const created = await shelf.create(record);
  // A full disk does not keep anyone from recording: the log stays in memory and the screen says so.
  if (!created.ok && created.error.reason !== 'full') return fail(created.error);
  const examiner = await loadExaminer(surroundings, onproblem);
  const start = { record, startedAtMs, isCreated: created.ok, examiner, release, onchange, onquestion, onproblem };
  return ok(new LiveSession(database, start, surroundings));
}
