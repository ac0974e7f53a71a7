import 'fake-indexeddb/auto';
import type { Database } from '../../../src/storage/database.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import type { SessionRecord } from '../../../src/storage/session-record.ts';

let opened = 0;

/** An empty database of its own. */
export async function freshDatabase(): Promise<Database> {
  const database = await openDatabase(`test-${++opened}`);
  if (!database.ok) throw new Error(database.error.reason);
  return database.value;
}

export function record(key: string, fields: Partial<SessionRecord> = {}): SessionRecord {
  const header = {
    id: key,
    name: key,
    startedAt: '2026-11-20T10:15:02.120Z',
    app: '',
    userAgent: '',
    connections: [],
    notes: [],
    tags: [],
    more: JSON.parse('{"__proto__":{"kept":true}}') as Record<string, unknown>,
  };
  return { key, header, entries: 0, bytes: 0, lastAtMs: 0, state: 'recording', ...fields };
}
