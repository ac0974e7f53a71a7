import { coversPath, readPath, readPathPattern } from '../../../base/paths/path-pattern.ts';
import type { StepComparison } from '../../../worker/replays/replay-remote.ts';

export type IgnoredUse = { readonly pattern: string; readonly uses: number };

/** Of the ignored paths, those that something in this comparison was ignored by. */
export function ignoredUses(
  patterns: readonly string[],
  { differences, events }: Pick<StepComparison, 'differences' | 'events'>,
): readonly IgnoredUse[] {
  const paths = [...differences, ...events.flatMap((event) => event.differences)]
    .filter(({ isIgnored }) => isIgnored)
    .flatMap(({ path }) => {
      const read = readPath(path);
      return read.ok ? [read.value] : [];
    });
  return patterns.flatMap((pattern) => {
    const read = readPathPattern(pattern);
    const uses = read.ok ? paths.filter((path) => coversPath(read.value, path)).length : 0;
    return uses > 0 ? [{ pattern, uses }] : [];
  });
}
