import { unreachable } from '../base/unreachable.ts';
import type { Timing } from './rules.ts';

/**
 * When step `step` of a loop is due, in ms after the loop's first; undefined where no clock decides. From the loop's
 * start and not from the step before, so that being late once does not make all that follow late.
 */
export function dueAfterMs(timing: Timing, step: number, recordedMs: number): number | undefined {
  switch (timing.kind) {
    case 'original':
      return recordedMs / timing.speed;
    case 'fixed':
      return step * timing.gapMs;
    case 'acks':
    case 'flat-out':
    case 'steps':
      return undefined;
    default:
      return unreachable(timing);
  }
}

/** What is wrong with `timing`, as a sentence. */
export function timingFlaw(timing: Timing): string | undefined {
  if (timing.kind === 'original' && !(timing.speed >= 0.1 && timing.speed <= 100)) return 'The speed is 0.1 to 100.';
  if (timing.kind === 'fixed' && !(timing.gapMs >= 0 && timing.gapMs <= 3_600_000))
    return 'The gap is 0 to 3,600,000 ms.';
  return undefined;
}
