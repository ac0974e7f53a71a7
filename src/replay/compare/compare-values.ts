import type { Difference } from '../difference.ts';
import { coversPath, type PathPattern } from '../../base/paths/path-pattern.ts';
import type { Remapping } from '../remap/remapping.ts';
import { differencesBetween } from './differences.ts';

export type JudgedDifference = Difference & { readonly isIgnored: boolean };

export type ValuesCompared = {
  readonly isEqual: boolean;
  readonly differences: readonly JudgedDifference[];
  /** Something differs, though it may not count. */
  readonly differsAnyhow: boolean;
  /** Places whose new value a rule explains. */
  readonly mapped: readonly string[];
};

/** A recorded answer or event beside the new one: what a rule put in its place, or what is ignored, does not count. */
export function compareValues(
  recorded: readonly unknown[],
  now: readonly unknown[],
  { ignored, remapping, loop }: { ignored: readonly PathPattern[]; remapping: Remapping; loop: number },
): ValuesCompared {
  const { values, replaced } = remapping.translate(recorded, loop);
  const { differences } = differencesBetween(values, now);
  const judged = differences.map(({ place, ...difference }) => ({
    ...difference,
    isIgnored: ignored.some((pattern) => coversPath(pattern, place)),
  }));
  const changed = new Set(differences.map(({ path }) => path));
  const mapped = replaced.flatMap(({ path }) => (changed.has(path) ? [] : [path]));
  return {
    isEqual: judged.every(({ isIgnored }) => isIgnored),
    differences: judged,
    differsAnyhow: judged.length > 0,
    mapped,
  };
}
