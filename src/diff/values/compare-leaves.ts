import type { Leaves } from './leaves.ts';
import { pathIn } from './leaves.ts';
import type { IgnoredPaths } from './rules.ts';

/** Of one value, `to` exclusive. */
export type LeafRange = { readonly from: number; readonly to: number };

/** `shape`: keys or types differ, or lists hold other kinds of elements; a longer list of the same kind is a value. */
export type LeavesCompared = 'equal' | 'value' | 'shape';

/** How often each path stood on both sides, and how often it differed; by the path with positions left open. */
export type PathTally = {
  readonly seen: Uint32Array;
  readonly differing: Uint32Array;
  /** The line in which it differed last. */
  readonly lastLine: Uint32Array;
  /** The one that is compared just now. */
  line: number;
};

/** Two values by their leaves; what is ignored counts nowhere. */
export function compareLeaves(
  leaves: Leaves,
  a: LeafRange,
  b: LeafRange,
  ignored: IgnoredPaths,
  tally: PathTally,
): LeavesCompared {
  let [i, j] = [a.from, b.from];
  let [differs, hasLone] = [false, false];
  while (i < a.to || j < b.to) {
    const left = i < a.to ? leaves.keyAt(i) : Infinity;
    const right = j < b.to ? leaves.keyAt(j) : Infinity;
    const path = pathIn(Math.min(left, right));
    const counts = ignored[path] !== 1;
    if (left === right && counts) {
      const general = leaves.paths.generalOf(path);
      tally.seen[general] = (tally.seen[general] ?? 0) + 1;
      if (leaves.hashAt(i) !== leaves.hashAt(j)) {
        tally.differing[general] = (tally.differing[general] ?? 0) + 1;
        tally.lastLine[general] = tally.line;
        differs = true;
      }
    } else if (counts) hasLone = true;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  if (hasLone) return isSameShape(leaves, a, b, ignored) ? 'value' : 'shape';
  return differs ? 'value' : 'equal';
}

function isSameShape(leaves: Leaves, a: LeafRange, b: LeafRange, ignored: IgnoredPaths): boolean {
  const left = shapeOf(leaves, a, ignored);
  const right = shapeOf(leaves, b, ignored);
  return left.size === right.size && [...left].every((key) => right.has(key));
}

function shapeOf(leaves: Leaves, { from, to }: LeafRange, ignored: IgnoredPaths): ReadonlySet<number> {
  const keys = new Set<number>();
  for (let leaf = from; leaf < to; leaf++) {
    const key = leaves.keyAt(leaf);
    if (ignored[pathIn(key)] !== 1) keys.add(leaves.generalKey(key));
  }
  return keys;
}
