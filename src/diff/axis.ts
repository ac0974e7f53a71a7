import type { Comparison } from './comparison.ts';
import type { Conversation } from './hearing/conversation.ts';

/** What one session's lane shows, by bucket. */
export type LaneMarks = {
  readonly sent: Uint32Array;
  readonly received: Uint32Array;
  /** Lines that are not equal. */
  readonly odd: Uint32Array;
};

/** A pair at both of its times, in ms from what first crossed the wire. */
export type Join = { readonly line: number; readonly aMs: number; readonly bMs: number; readonly isJump: boolean };

export type Axis = {
  readonly toMs: number;
  /** Where each session ends, in ms. */
  readonly ends: { readonly a: number; readonly b: number };
  readonly a: LaneMarks;
  readonly b: LaneMarks;
  readonly joins: readonly Join[];
};

/** Joins drawn besides those where the time jumps: enough to see how it drifts. */
const EVEN_JOINS = 24;
const MOST_JUMPS = 60;

/** Both sessions over one stretch of time, in `buckets` equal parts: bounded, however long they are. */
export function axisOf(comparison: Comparison, buckets: number): Axis {
  const { a, b, drift } = comparison;
  const ends = { a: a.endMs - drift.zeroA, b: b.endMs - drift.zeroB };
  const toMs = Math.max(1, ends.a, ends.b);
  const marks = { a: noMarks(buckets), b: noMarks(buckets) };
  const bucketOf = (ms: number): number => Math.max(0, Math.min(buckets - 1, Math.floor((ms / toMs) * buckets)));
  for (let line = 0; line < comparison.length; line++) {
    const isOdd = comparison.verdict(line) !== 'equal';
    mark(marks.a, a, comparison.inA(line), (at) => bucketOf(at - drift.zeroA), isOdd);
    mark(marks.b, b, comparison.inB(line), (at) => bucketOf(at - drift.zeroB), isOdd);
  }
  return { toMs, ends, ...marks, joins: joinsOf(comparison, toMs) };
}

function mark(
  marks: LaneMarks,
  conversation: Conversation,
  said: number | undefined,
  bucketAt: (at: number) => number,
  isOdd: boolean,
): void {
  if (said === undefined) return;
  const bucket = bucketAt(conversation.at(said));
  const direction = conversation.laneOf(said)?.direction;
  if (direction) marks[direction][bucket] = (marks[direction][bucket] ?? 0) + 1;
  if (isOdd) marks.odd[bucket] = (marks.odd[bucket] ?? 0) + 1;
}

/** Some at even distances, and those where the time jumps, the greatest of them. */
function joinsOf(comparison: Comparison, toMs: number): readonly Join[] {
  const { drift } = comparison;
  const jumps: Join[] = [];
  const even: Join[] = [];
  let nextMs = 0;
  for (let line = 0; line < comparison.length; line++) {
    const said = comparison.inA(line);
    const shift = drift.shiftMs(line);
    if (said === undefined || shift === undefined) continue;
    const aMs = comparison.a.at(said) - drift.zeroA;
    const join = { line, aMs, bMs: aMs + shift };
    if (drift.isJump(line)) jumps.push({ ...join, isJump: true });
    else if (aMs >= nextMs) {
      even.push({ ...join, isJump: false });
      nextMs = aMs + toMs / EVEN_JOINS;
    }
  }
  const greatest = jumps
    .sort((one, other) => Math.abs(drift.jumpMs(other.line) ?? 0) - Math.abs(drift.jumpMs(one.line) ?? 0))
    .slice(0, MOST_JUMPS);
  return [...even, ...greatest];
}

function noMarks(buckets: number): LaneMarks {
  return { sent: new Uint32Array(buckets), received: new Uint32Array(buckets), odd: new Uint32Array(buckets) };
}
