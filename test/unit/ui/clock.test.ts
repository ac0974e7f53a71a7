import fc from 'fast-check';
import { expect, it } from 'vitest';
import { untilTurn } from '../../../src/ui/kit/clock.ts';

it('turns of a period and of its multiples come at the same moments', () => {
  const now = fc.double({ min: 0, max: 1e8, noNaN: true });
  fc.assert(
    fc.property(now, fc.constantFrom(100, 200, 500, 1000), (ms, everyMs) => {
      const turn = ms + untilTurn(ms, everyMs);
      expect(turn - ms).toBeGreaterThanOrEqual(5);
      expect(turn - ms).toBeLessThan(everyMs + 5);
      expect(Math.abs(turn / 100 - Math.round(turn / 100))).toBeLessThan(1e-6);
    }),
  );
});

it('a timer that came a little early does not have its turn twice', () => {
  expect(untilTurn(999, 100)).toBe(101);
  expect(untilTurn(1000, 100)).toBe(100);
  expect(untilTurn(1003, 100)).toBe(97);
});
