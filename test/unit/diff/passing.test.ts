import { expect, test } from 'vitest';
import { isPassingName, isPassingValue } from '../../../src/diff/values/passing.ts';

test.each(['[0].id', '[0].userId', 'user_id', '[0].createdAt', '*.token', '[0].of[*].id', '[1].ids[*]', '[0].TS'])(
  '%s names what is new with every run',
  (path) => expect(isPassingName(path)).toBe(true),
);

test.each(['[0].items', '[0].total', '[0]', '[0][*]', '[0].paid', '[0].left', '[0].format', '[0].status'])(
  '%s may be the very difference that is looked for',
  (path) => expect(isPassingName(path)).toBe(false),
);

test('ids, tokens and times are known by what they look like; amounts and words are not', () => {
  const passing = [
    '9f1c2a70-3b54-4c1e-8d2f-0a1b2c3d4e5f',
    '5f2a90c1d4e8',
    '2026-11-21T21:49:23Z',
    'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl',
    1_794_000_000,
    1_794_000_000_123,
  ];
  expect(passing.filter((value) => !isPassingValue(value))).toEqual([]);
  const real = [41.9, 2, 1000, -1, 'pending', 'A-11', 'internationalisation', 'an order of 12 pieces', true, null];
  expect(real.filter(isPassingValue)).toEqual([]);
});
