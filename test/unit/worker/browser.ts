import { vi } from 'vitest';
import type { Locks } from '../../../src/storage/locks.ts';

/** Gives this process what of `navigator` Node lacks: Web Locks (`ifAvailable` alone) and the storage estimate. */
export function stubNavigator(): void {
  const held = new Set<string>();
  const locks: Locks = {
    async request(name, { ifAvailable }, run) {
      if (!ifAvailable) throw new Error('only ifAvailable');
      if (held.has(name)) return run(null);
      held.add(name);
      await run({ name, mode: 'exclusive' }).finally(() => held.delete(name));
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })), pending: [] }),
  };
  const storage = { estimate: () => Promise.resolve({ usage: 1000, quota: 5000 }) };
  vi.stubGlobal('navigator', { userAgent: 'test', locks, storage });
}
