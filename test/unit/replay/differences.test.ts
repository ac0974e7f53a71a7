import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween } from '../../../src/replay/compare/differences.ts';
import { writeValue } from '../../../src/replay/compare/write-value.ts';
import { valueAt } from '../../../src/base/paths/path.ts';

const told = (was: unknown, now: unknown) =>
  differencesBetween(was, now).differences.map(({ path, kind, was: before, now: after }) =>
    [path, kind, before, after].filter((part) => part !== undefined).join(' '),
  );

test('each place that differs is told with its path and what it said', () => {
  const was = [{ items: [{ total: 1 }, 2], gone: true, same: null, bytes: new Uint8Array([1, 2]) }];
  const now = [{ items: [{ total: 1.5 }, '2', 3], same: null, bytes: new Uint8Array([1, 3]), 'a new': [] }];
  expect(told(was, now)).toEqual([
    '[0].items[0].total changed 1 1.5',
    '[0].items[1] type 2 "2"',
    '[0].items[2] extra 3',
    '[0].gone missing true',
    '[0].bytes changed {"$binary":"AQI="} {"$binary":"AQM="}',
    '[0]["a new"] extra []',
  ]);
});

test('a key named __proto__ is a key, and the order of keys and the sign of 0 do not count', () => {
  expect(told(JSON.parse('[{"__proto__":1,"b":2}]'), JSON.parse('[{"b":2,"__proto__":1}]'))).toEqual([]);
  expect(told(JSON.parse('[{"__proto__":1}]'), [{}])).toEqual(['[0].__proto__ missing 1']);
  expect(told([0], [-0])).toEqual([]);
});

test('a value equals itself, and where two are said to differ they do', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(differencesBetween(a, structuredClone(a)).differences).toEqual([]);
      const { differences } = differencesBetween(a, b);
      expect(differences.length === 0).toBe(writeSorted(a) === writeSorted(b));
      for (const { place, kind } of differences) {
        if (kind === 'missing') expect(valueAt(b, place)).toBeUndefined();
        if (kind === 'extra') expect(valueAt(a, place)).toBeUndefined();
      }
    }),
  );
});

test('what is nested very deep or very long is cut, and never throws', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 20_000; i++) deep = [deep];
  expect(writeValue(deep).length).toBeLessThan(500);
  const long = Array.from({ length: 10_000 }, (_, i) => i);
  const { differences, isCut } = differencesBetween(
    long,
    long.map((n) => n + 1),
  );
  expect([differences.length, isCut]).toEqual([200, true]);
});

function writeSorted(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return JSON.stringify(value, sorted);
}
