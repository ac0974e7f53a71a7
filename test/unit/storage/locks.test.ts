import { expect, test } from 'vitest';
import type { Locks } from '../../../src/storage/locks.ts';
import { holdSession, livingSessions, recoverable } from '../../../src/storage/locks.ts';
import { record } from './open.ts';

/** Web Locks of one process, after W3C Web Locks, for `ifAvailable` alone. */
function lockTable(): Locks {
  const held = new Set<string>();
  return {
    async request(name, { ifAvailable }, run) {
      if (!ifAvailable) throw new Error('only ifAvailable');
      if (held.has(name)) return run(null);
      held.add(name);
      await run({ name, mode: 'exclusive' }).finally(() => held.delete(name));
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })), pending: [] }),
  };
}

test('a session is held by one tab until it lets go', async () => {
  const locks = lockTable();
  await locks.request('something/else', { ifAvailable: true }, async () => {
    const release = await holdSession(locks, 'a');
    expect(release).toBeTypeOf('function');
    expect(await holdSession(locks, 'a')).toBe(undefined);
    expect(await livingSessions(locks)).toEqual(new Set(['a']));
    release?.();
    await expect.poll(() => livingSessions(locks)).toEqual(new Set());
    expect(await holdSession(locks, 'a')).toBeTypeOf('function');
  });
});

test('locks that are refused are told', async () => {
  const refusing: Locks = {
    request: () => Promise.reject(new DOMException('not here', 'SecurityError')),
    query: () => Promise.resolve({ held: [], pending: [] }),
  };
  await expect(holdSession(refusing, 'a')).rejects.toThrow('not here');
});

test('what nobody records any more can be recovered', () => {
  const records = [
    record('living'),
    record('dead'),
    record('ended', { state: 'ended' }),
    record('deleted', { deletedAt: 1 }),
  ];
  expect(recoverable(records, new Set(['living'])).map(({ key }) => key)).toEqual(['dead']);
});
