import type { SessionRecord } from './session-record.ts';

const PREFIX = 'sockscope/';

/** What we use of `navigator.locks`. The browser frees a lock when its tab or worker ends, however it ends. */
export type Locks = {
  request(name: string, options: LockOptions, run: (lock: Lock | null) => Promise<void>): Promise<unknown>;
  query(): Promise<LockManagerSnapshot>;
};

/** Says to all tabs that the session is being recorded, until the returned function is called. Undefined: another has it. */
export function holdSession(locks: Locks, key: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const asked = locks.request(PREFIX + key, { ifAvailable: true }, (lock) => {
      if (lock) return new Promise((release) => resolve(release));
      resolve(undefined);
      return Promise.resolve();
    });
    asked.catch(reject);
  });
}

/** Keys of the sessions that some tab records now. */
export async function livingSessions(locks: Locks): Promise<ReadonlySet<string>> {
  const { held = [] } = await locks.query();
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
}

/** Sessions whose recorder ended without a word. */
export function recoverable(records: readonly SessionRecord[], living: ReadonlySet<string>): readonly SessionRecord[] {
  return records.filter(
    ({ key, state, deletedAt }) => state === 'recording' && deletedAt === undefined && !living.has(key),
  );
}
