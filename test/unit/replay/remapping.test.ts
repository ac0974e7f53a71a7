import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeValue } from '../../../src/replay/compare/write-value.ts';
import { compareValues } from '../../../src/replay/compare/compare-values.ts';
import { Remapping } from '../../../src/replay/remap/remapping.ts';
import { RemapFinder } from '../../../src/replay/remap/suggest.ts';
import type { RemapRule } from '../../../src/replay/rules.ts';

const LOGIN: RemapRule = { id: '1', from: { kind: 'ack', nsp: '/', event: 'login' }, path: '[0].token' };

/** The first step's answer gave `value`. */
function knowing(value: unknown): Remapping {
  const remapping = new Remapping([LOGIN]);
  remapping.know(LOGIN, 0, value);
  return remapping;
}

test('a value stands as its rule’s name until the new answer has come, and then as what that says', () => {
  const remapping = knowing('tok-1');
  const args = [{ token: 'tok-1', room: 'room-tok-1-x', other: 'tok' }];
  const before = remapping.apply(args, 1, 0);
  expect(writeValue(before.values)).toBe(
    '[{"token":‹login → [0].token›,"room":"room-‹login → [0].token›-x","other":"tok"}]',
  );
  expect(before.replaced.map(({ path, state }) => `${path} ${state}`)).toEqual(['[0].token open', '[0].room open']);
  remapping.learn(0, 'tok-1', 'tok-9');
  expect(remapping.apply(args, 1, 0).values).toEqual([{ token: 'tok-9', room: 'room-tok-9-x', other: 'tok' }]);
  // The answer's own step and the next loop know nothing of it yet.
  expect(remapping.apply(args, 0, 0).replaced).toEqual([]);
  expect(remapping.apply(args, 1, 1).replaced[0]).toMatchObject({ state: 'open' });
});

test('what the new answer does not say is never sent as it was', () => {
  const remapping = knowing('tok-1');
  remapping.learn(0, 'tok-1', undefined);
  expect(remapping.apply(['tok-1'], 1, 0).replaced).toMatchObject([{ state: 'absent' }]);
});

test('short texts and numbers are replaced as whole values alone', () => {
  const short = knowing('T1');
  short.learn(0, 'T1', 'T9');
  expect(short.apply(['T1', 'room-T1-x'], 1, 0).values).toEqual(['T9', 'room-T1-x']);
  const number = knowing(4711);
  number.learn(0, 4711, 12);
  expect(number.apply([4711, '4711', 'order-4711', [{ 4711: true }]], 1, 0).values).toEqual([
    12,
    '4711',
    'order-4711',
    [{ 4711: true }],
  ]);
});

test('whatever is not replaced comes through untouched, the very same value', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      const remapping = knowing('a value that nothing says');
      remapping.learn(0, 'a value that nothing says', 'x');
      const { values: same, replaced } = remapping.apply(values, 5, 0);
      expect(same).toBe(values);
      expect(replaced).toEqual([]);
    }),
  );
});

test('a recorded answer counts as equal where the rule explains what is new in it', () => {
  const remapping = knowing('tok-1');
  remapping.learn(0, 'tok-1', 'tok-9');
  const settings = { ignored: [], remapping, loop: 0 };
  expect(compareValues([{ token: 'tok-1', n: 1 }], [{ token: 'tok-9', n: 1 }], settings)).toMatchObject({
    isEqual: true,
    mapped: ['[0].token'],
  });
  expect(compareValues([{ token: 'tok-1' }], [{ token: 'tok-8' }], settings)).toMatchObject({ isEqual: false });
});

test('what an answer gives and later steps say again is suggested, the most telling first', () => {
  const finder = new RemapFinder();
  const { from } = LOGIN;
  finder.say([{ user: 'kimberley' }]);
  finder.give(from, [{ token: 'tok-8f1a', user: 'kimberley', id: 7, count: 5, ok: true, big: 81_234 }]);
  finder.say([{ token: 'tok-8f1a', user: 'kimberley', n: 5, ok: true, id: 7 }]);
  finder.say(['for-tok-8f1a', 81_234]);
  expect(finder.found().map(({ rule, value, uses }) => [rule.path, value, uses])).toEqual([
    ['[0].token', 'tok-8f1a', 2],
    ['[0].id', 7, 1],
    ['[0].big', 81_234, 1],
  ]);
});
