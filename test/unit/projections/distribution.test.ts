import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Distribution } from '../../../src/projections/distribution.ts';

function of(samples: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const sample of samples) distribution.add(sample);
  return distribution;
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
}

const times = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const shares = fc.double({ min: 0, max: 1, noNaN: true });

test('up to 1,000 samples every quantile is exact', () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 1000 }), shares, (samples, share) => {
      expect(of(samples).quantile(share)).toBe(quantile(samples, share));
    }),
  );
});

test('beyond, a quantile is at most 1.1 % off, and the ends stay exact', () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1001, maxLength: 3000 }), shares, (samples, share) => {
      const distribution = of(samples);
      const exact = quantile(samples, share);
      expect(Math.abs(distribution.quantile(share)! - exact) / exact).toBeLessThan(0.011);
      expect([distribution.min, distribution.max]).toEqual([Math.min(...samples), Math.max(...samples)]);
    }),
    { numRuns: 20 },
  );
});

test('looked at in between, it is the same', () => {
  const distribution = of([3, 1]);
  expect(distribution.quantile(0.5)).toBe(1);
  distribution.add(2);
  expect(distribution.quantile(0.5)).toBe(2);
});

test('without samples there is no quantile; no time at all is a sample, too', () => {
  expect(new Distribution().quantile(0.5)).toBeUndefined();
  expect(of(Array.from({ length: 1500 }, () => 0)).quantile(0.5)).toBe(0);
});
