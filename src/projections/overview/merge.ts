import type { Column } from './column.ts';
import type { Moments, Spans } from './spans.ts';

export type Window = {
  readonly fromMs: number;
  readonly toMs: number;
  /** What is shorter, or nearer to its neighbour, cannot be told apart. */
  readonly leastMs: number;
};

/** Spans `first` (inclusive) to `next` (exclusive), drawn as one. */
export type Run = { readonly first: number; readonly next: number; readonly from: number; readonly to: number };

/** How far before a window a span may have begun that still lasts in it, counted in spans. */
const BACK = 256;
const LOOKED_AT = 8;

/** The spans in sight, those merged that would be drawn on each other: never more than there is room for. */
export function runsIn({ start, end }: Spans, { fromMs, toMs, leastMs }: Window): readonly Run[] {
  const runs: Run[] = [];
  let i = firstInSight(start, end, fromMs);
  while (i < start.length && start.at(i) < toMs) {
    const from = start.at(i);
    const next = Math.max(i + 1, start.firstFrom(from + leastMs, i));
    const to = latestEnd(end, i, next);
    const last = runs.at(-1);
    // A row of spans without room between them is one: a busy poll at a distance.
    const isShort = to - from < leastMs * 2;
    const joins = last && last.to - last.from < Infinity && isShort && from - last.to < leastMs && last.next === i;
    if (joins && (last.next - last.first > 1 || last.to - last.from < leastMs * 2)) {
      runs[runs.length - 1] = { first: last.first, next, from: last.from, to: Math.max(last.to, to) };
    } else if (to >= fromMs) runs.push({ first: i, next, from, to });
    i = next;
  }
  return runs;
}

function firstInSight(start: Column, end: Column, fromMs: number): number {
  const first = start.firstFrom(fromMs);
  let earliest = first;
  for (let i = first - 1; i >= Math.max(0, first - BACK); i--) if (endAt(end, i) > fromMs) earliest = i;
  return earliest;
}

/** Of a long run only its ends are looked at: spans that follow each other end in their order. */
function latestEnd(end: Column, first: number, next: number): number {
  let latest = endAt(end, first);
  for (let i = first + 1; i < Math.min(next, first + LOOKED_AT); i++) latest = Math.max(latest, endAt(end, i));
  for (let i = Math.max(first, next - LOOKED_AT); i < next; i++) latest = Math.max(latest, endAt(end, i));
  return latest;
}

/** Infinite while it lasts. */
function endAt(end: Column, i: number): number {
  const at = end.at(i);
  return Number.isNaN(at) ? Infinity : at;
}

/** Moments in sight, those merged that fall on each other. */
export function clustersIn({ at }: Moments, { fromMs, toMs, leastMs }: Window): readonly Run[] {
  const clusters: Run[] = [];
  let i = at.firstFrom(fromMs);
  while (i < at.length && at.at(i) <= toMs) {
    const from = at.at(i);
    const next = Math.max(i + 1, at.firstFrom(from + leastMs, i));
    clusters.push({ first: i, next, from, to: at.at(next - 1) });
    i = next;
  }
  return clusters;
}

/** Adds how many fall into each bucket to `figures`, whose buckets are `stride` figures apart. */
export function countInto(
  figures: Uint32Array,
  { at }: Moments,
  { fromMs, bucketMs }: { readonly fromMs: number; readonly bucketMs: number },
  { offset, stride }: { readonly offset: number; readonly stride: number },
): void {
  let i = at.firstFrom(fromMs);
  for (let place = offset, bucket = 1; place < figures.length && i < at.length; place += stride, bucket++) {
    const next = at.firstFrom(fromMs + bucket * bucketMs, i);
    figures[place] = (figures[place] ?? 0) + next - i;
    i = next;
  }
}
