import { mix } from '../values/hash.ts';
import type { Sequence, Stretch } from './sequence.ts';

/** So many in a row make a place that can be found again. */
const WHOLES_IN_A_ROW = 3;
const NAMES_IN_A_ROW = 6;

export type Anchor = { readonly a: number; readonly b: number };

/**
 * Places that certainly belong together: what each side has exactly once, as far as it stands in the same order
 * (patience diff). By whole values, else by values or names in a row, else by
 * the name alone.
 */
export function anchorsIn(a: Sequence, b: Sequence, stretch: Stretch): readonly Anchor[] {
  const wholes = inOrder(commonOnes(a, b, stretch, wholeKey));
  if (wholes.length > 0) return wholes;
  for (const key of [rowOf(wholeKey, WHOLES_IN_A_ROW), rowOf(nameKey, NAMES_IN_A_ROW)]) {
    const rows = inOrder(commonOnes(a, b, stretch, key)).filter(hasNeighbour);
    if (rows.length > 0) return rows;
  }
  return inOrder(commonOnes(a, b, stretch, nameKey));
}

/** A row of names may be alike by chance; a true one has another beside it that is as far from its partner. */
function hasNeighbour({ a, b }: Anchor, n: number, run: readonly Anchor[]): boolean {
  const [before, after] = [run[n - 1], run[n + 1]];
  return (
    (before !== undefined && before.b - before.a === b - a) || (after !== undefined && after.b - after.a === b - a)
  );
}

type Key = (sequence: Sequence, i: number, to: number) => number;

function wholeKey({ names, wholes, shapes }: Sequence, i: number): number {
  return mix(mix(names[i] ?? 0, shapes[i] ?? 0), wholes[i] ?? 0);
}

function nameKey({ names }: Sequence, i: number): number {
  return names[i] ?? 0;
}

function rowOf(keyOf: Key, count: number): Key {
  return (sequence, i, to) => {
    if (i + count > to) return -1 - i;
    let key = 0;
    for (let k = i; k < i + count; k++) key = mix(key, keyOf(sequence, k, to));
    return key;
  };
}

/** In the order of the first sequence. */
function commonOnes(a: Sequence, b: Sequence, { aFrom, aTo, bFrom, bTo }: Stretch, key: Key): readonly Anchor[] {
  const inA = onesIn(a, aFrom, aTo, key);
  const inB = onesIn(b, bFrom, bTo, key);
  const found: Anchor[] = [];
  for (const [one, i] of inA) {
    const j = inB.get(one);
    if (i >= 0 && j !== undefined && j >= 0 && a.names[i] === b.names[j]) found.push({ a: i, b: j });
  }
  return found;
}

/** Each key with its place, or -1 where it stands several times. Keys come in the order of their first places. */
function onesIn(sequence: Sequence, from: number, to: number, key: Key): ReadonlyMap<number, number> {
  const ones = new Map<number, number>();
  for (let i = from; i < to; i++) {
    const one = key(sequence, i, to);
    ones.set(one, ones.has(one) ? -1 : i);
  }
  return ones;
}

/** The longest run of anchors that stand in the same order on both sides. */
function inOrder(anchors: readonly Anchor[]): readonly Anchor[] {
  /** By length of a run less one: the anchor that ends the run whose end lies first in B. */
  const ends: number[] = [];
  const before = new Int32Array(anchors.length);
  for (const [n, { b }] of anchors.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[ends[middle] ?? 0]?.b ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before[n] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = n;
  }
  const run: Anchor[] = [];
  for (let n = ends.at(-1) ?? -1; n >= 0; n = before[n] ?? -1) {
    const anchor = anchors[n];
    if (anchor) run.push(anchor);
  }
  return run.reverse();
}
