import { fail, ok, type Result } from '../../base/result.ts';
import { readPath, readPathPattern, type PathPattern } from '../../base/paths/path-pattern.ts';
import { timingFlaw } from '../../replay/schedule.ts';
import type { Plan } from '../../replay/plan/plan.ts';
import type { ReplaySettings } from './replay-remote.ts';

/** Columns for more would be too large. */
const MOST_STEPS = 2_000_000;

const USUAL: ReplaySettings = {
  timing: { kind: 'original', speed: 1 },
  loops: 1,
  gates: [],
  remaps: [],
  ignored: [],
  ignoredEvents: [],
  ackTimeoutMs: 5000,
};

/** Saved messages have no rhythm of their own. */
export function usualSettings(isRecorded: boolean): ReplaySettings {
  return isRecorded ? USUAL : { ...USUAL, timing: { kind: 'acks' } };
}

/** The ignored paths; else what is wrong with the settings, as a sentence. */
export function readSettings(settings: ReplaySettings, plan: Plan): Result<readonly PathPattern[], string> {
  const { timing, loops, gates, remaps, ackTimeoutMs } = settings;
  const timingProblem = timingFlaw(timing);
  if (timingProblem !== undefined) return fail(timingProblem);
  if (!Number.isInteger(loops) || loops < 1) return fail('How often is a whole number from 1.');
  if (loops * plan.count > MOST_STEPS) return fail(`That is more than ${MOST_STEPS.toLocaleString('en')} steps.`);
  if (!(ackTimeoutMs > 0)) return fail('The ack timeout is more than 0 ms.');
  for (const { before, waitFor, timeoutMs } of gates) {
    if (!(before >= 0 && before < plan.count)) return fail(`There is no step ${before + 1} to wait before.`);
    if (!(timeoutMs > 0)) return fail('A gate waits for more than 0 ms.');
    if (waitFor.kind === 'ack' && !(waitFor.of >= 0 && waitFor.of < before))
      return fail(`Step ${before + 1} can only wait for the answer of a step before it.`);
  }
  for (const { path } of remaps) {
    const read = readPath(path);
    if (!read.ok) return fail(`${path}, character ${read.error.offset + 1}: ${read.error.message}.`);
  }
  return readIgnored(settings.ignored);
}

function readIgnored(paths: readonly string[]): Result<readonly PathPattern[], string> {
  const patterns: PathPattern[] = [];
  for (const path of paths) {
    const pattern = readPathPattern(path);
    if (!pattern.ok) return fail(`${path}, character ${pattern.error.offset + 1}: ${pattern.error.message}.`);
    patterns.push(pattern.value);
  }
  return ok(patterns);
}
