import { coversPath, type PathPattern } from '../../base/paths/path-pattern.ts';
import type { PathTable } from './path-table.ts';

/** By path: 1 where it does not count. */
export type IgnoredPaths = Uint8Array;

export function ignoredPaths(paths: PathTable, patterns: readonly PathPattern[]): IgnoredPaths {
  const ignored = new Uint8Array(paths.count);
  if (patterns.length === 0) return ignored;
  for (let path = 0; path < paths.count; path++) {
    const place = paths.pathOf(path);
    if (place && patterns.some((pattern) => coversPath(pattern, place))) ignored[path] = 1;
  }
  return ignored;
}
