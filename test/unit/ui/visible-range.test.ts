import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topToReveal, visibleRange } from '../../../src/ui/timeline/visible-range.ts';

const view = { topPx: 0, viewportPx: 440, rowPx: 22, count: 1000 };

test('rows in view and a few on each side are drawn', () => {
  expect(visibleRange({ ...view, topPx: 2200 }, 8)).toEqual({ from: 92, to: 128 });
  expect(visibleRange(view, 8)).toEqual({ from: 0, to: 28 });
  expect(visibleRange({ ...view, topPx: 22_000 - 440 }, 8)).toEqual({ from: 972, to: 1000 });
});

test('a list that shrank under its scroll position shows its end', () => {
  expect(visibleRange({ ...view, topPx: 20_000, count: 30 }, 0)).toEqual({ from: 10, to: 30 });
  expect(visibleRange({ ...view, topPx: 20_000, count: 0 })).toEqual({ from: 0, to: 0 });
});

test('revealing moves no more than needed', () => {
  expect(topToReveal(10, view)).toBe(0);
  expect(topToReveal(20, view)).toBe(22);
  expect(topToReveal(5, { ...view, topPx: 2200 })).toBe(110);
});

test('a revealed row lies wholly in view', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 21_560 }), (index, topPx) => {
      const top = topToReveal(index, { ...view, topPx });
      expect(index * 22).toBeGreaterThanOrEqual(top);
      expect(index * 22 + 22).toBeLessThanOrEqual(top + 440);
    }),
  );
});
