import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { drawnDelay, plannedDelay } from '../../../src/capture/backoff.ts';

type Backoff = new (options: { min: number; max: number; jitter: number }) => {
  attempts: number;
  duration(): number;
};
const OfficialBackoff = createRequire(import.meta.url)('backo2') as Backoff;

const options = fc.record({
  reconnectionDelayMs: fc.integer({ min: 1, max: 10_000 }),
  reconnectionDelayMaxMs: fc.integer({ min: 1, max: 60_000 }),
  randomizationFactor: fc.double({ min: 0, max: 1, noNaN: true }),
});
const attempts = fc.integer({ min: 1, max: 12 });

describe('the plan of a reconnection', () => {
  it('doubles its delay from attempt to attempt, up to the greatest', () => {
    const form = { reconnectionDelayMs: 1000, reconnectionDelayMaxMs: 5000, randomizationFactor: 0.5 };
    expect([1, 2, 3, 4].map((attempt) => plannedDelay(form, attempt))).toEqual([
      { plannedMs: 1000, leastMs: 500, mostMs: 1500 },
      { plannedMs: 2000, leastMs: 1000, mostMs: 3000 },
      { plannedMs: 4000, leastMs: 2000, mostMs: 5000 },
      { plannedMs: 5000, leastMs: 4000, mostMs: 5000 },
    ]);
  });

  it('holds whatever the official client draws', () => {
    fc.assert(
      fc.property(options, attempts, (form, attempt) => {
        const { reconnectionDelayMs: min, reconnectionDelayMaxMs: max, randomizationFactor: jitter } = form;
        const official = new OfficialBackoff({ min, max, jitter });
        official.attempts = attempt - 1;
        const ms = official.duration();
        const { leastMs, mostMs } = plannedDelay(form, attempt);
        return leastMs <= ms && ms <= mostMs;
      }),
    );
  });

  it('holds what is drawn for bare Engine.IO', () => {
    fc.assert(
      fc.property(options, attempts, fc.double({ min: 0, max: 1, noNaN: true }), (form, attempt, chance) => {
        const { leastMs, mostMs } = plannedDelay(form, attempt);
        const ms = drawnDelay(form, attempt, chance);
        return leastMs <= ms && ms <= mostMs;
      }),
    );
  });
});
