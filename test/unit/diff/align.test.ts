import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../../../src/diff/align/align.ts';
import type { Sequence } from '../../../src/diff/align/sequence.ts';
import { mix } from '../../../src/diff/values/hash.ts';

/** `name*1000 + value`, one a thing said. */
function sequence(things: readonly number[]): Sequence {
  const names = Uint32Array.from(things, (thing) => Math.floor(thing / 1000));
  return { names, shapes: names, wholes: Uint32Array.from(things) };
}

const thing = fc
  .integer({ min: 0, max: 4 })
  .chain((name) => fc.integer({ min: 0, max: 3 }).map((v) => name * 1000 + v));
const things = fc.array(thing, { maxLength: 40 });

function partnersOf(a: readonly number[], b: readonly number[]): readonly number[] {
  return [...align(sequence(a), sequence(b))];
}

function expectInOrder(a: readonly number[], b: readonly number[]): void {
  let last = -1;
  for (const [i, j] of partnersOf(a, b).entries()) {
    if (j < 0) continue;
    expect(j).toBeGreaterThan(last);
    expect(Math.floor(a[i]! / 1000)).toBe(Math.floor(b[j]! / 1000));
    last = j;
  }
}

test('a sequence belongs to itself', () => {
  fc.assert(
    fc.property(things, (a) => {
      expect(partnersOf(a, a)).toEqual([...a.keys()]);
    }),
  );
});

test('partners have the same name and stand in the same order', () => {
  fc.assert(fc.property(things, things, expectInOrder));
});

test('the mirror image of both is the mirror image of the alignment', () => {
  fc.assert(
    fc.property(things, things, (a, b) => {
      const there = partnersOf(a, b).flatMap((j, i) => (j < 0 ? [] : [`${i} ${j}`]));
      const back = partnersOf(b, a).flatMap((i, j) => (i < 0 ? [] : [`${i} ${j}`]));
      expect(there.toSorted()).toEqual(back.toSorted());
    }),
  );
});

test('of a sequence that lacks some, exactly those are missing and all others are equal', () => {
  fc.assert(
    fc.property(things, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (a, kept) => {
      const b = a.filter((_, i) => kept[i]);
      const partners = partnersOf(a, b);
      expect(partners.filter((j) => j < 0)).toHaveLength(a.length - b.length);
      for (const [i, j] of partners.entries()) if (j >= 0) expect(b[j]).toBe(a[i]);
    }),
  );
});

// Longer than a table of all pairs may be: anchors and windows do the work.
const LONG = 6000;

test('of a long sequence, too, exactly what is left out is missing', () => {
  const a = Array.from({ length: LONG }, (_, i) => (i % 5) * 1000 + (i % 997));
  const b = a.filter((_, i) => i % 401 !== 7);
  const partners = partnersOf(a, b);
  expect(partners.filter((j) => j < 0)).toHaveLength(a.length - b.length);
  expect(partners.every((j, i) => j < 0 || b[j] === a[i])).toBe(true);
});

test('where every value differs, what is left out of a long one is found by its names', () => {
  // Without a pattern that comes again, as people's doings are.
  const names = (i: number) => mix(i, 7) % 8;
  const a = Array.from({ length: LONG }, (_, i) => names(i) * 100_000 + i);
  const b = a.filter((_, i) => i < 3000 || i >= 3040).map((v) => v + 50_000);
  const named = (all: readonly number[]): Sequence => {
    const of = Uint32Array.from(all, (v) => Math.floor(v / 100_000));
    return { names: of, shapes: of, wholes: Uint32Array.from(all) };
  };
  const partners = align(named(a), named(b));
  expect([...partners].filter((j) => j < 0)).toHaveLength(40);
  expect(partners[2990]).toBe(2990);
  expect(partners[5000]).toBe(4960);
});

test('a counter that runs elsewhere in both is no anchor', () => {
  const from = (start: number) => Array.from({ length: LONG }, (_, i) => start + i);
  const counting = (all: readonly number[]): Sequence => {
    const same = new Uint32Array(all.length);
    return { names: same, shapes: same, wholes: Uint32Array.from(all) };
  };
  const partners = align(counting(from(0)), counting(from(LONG - 500)));
  expect([...partners].every((j, i) => j === i)).toBe(true);
});
