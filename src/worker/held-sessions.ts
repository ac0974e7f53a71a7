import { holdSession, livingSessions } from '../storage/locks.ts';

/** Absent where the page came over plain HTTP from another host: the browser keeps it for secure contexts. */
function locks(): LockManager | undefined {
  return 'locks' in navigator ? navigator.locks : undefined;
}

/** Says to all tabs that this one records `key`, until the answer is called. */
export async function holdHere(key: string): Promise<() => void> {
  const manager = locks();
  const release = manager && (await holdSession(manager, key));
  return release ?? (() => undefined);
}

/** Keys of the sessions that some tab records; undefined where nobody can tell. */
export function heldSessions(): Promise<ReadonlySet<string>> | undefined {
  const manager = locks();
  return manager && livingSessions(manager);
}

/** Does `work` unless another tab is at it; tells whether it was done. */
export async function oneTabAtATime(name: string, work: () => Promise<void>): Promise<boolean> {
  const manager = locks();
  if (!manager) return work().then(() => true);
  let isMine = false;
  // Not the name of a session's lock, which has a stroke there.
  await manager.request(`sockscope:${name}`, { ifAvailable: true }, async (lock) => {
    isMine = lock !== null;
    if (isMine) await work();
  });
  return isMine;
}
