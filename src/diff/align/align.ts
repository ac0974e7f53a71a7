import { anchorsIn } from './anchors.ts';
import { isSame, totalCost, type Partners, type Sequence, type Stretch } from './sequence.ts';
import { alignByTable } from './table.ts';

/** Pairs of a stretch that are all looked at: up to here the alignment is the cheapest there is. */
const MOST_PAIRS = 1_000_000;
/** Beyond, a window of this width is moved over both sides; what is shifted further is found by anchors alone. */
const WINDOW = 384;
/** Stretches between anchors are looked at for anchors of their own, so many times. */
const MOST_ROUNDS = 12;
/** Anchors that leave more of both sides alone than this part are doubted: a counter may run elsewhere in both. */
const DOUBTED = 0.01;

/**
 * Which belong together, in order. Exact where both are short or alike; else between anchors, and where there are none
 * by a moving window. Deterministic, and `align(b, a)` is the mirror image of `align(a, b)`.
 */
export function align(a: Sequence, b: Sequence): Partners {
  // Among equally good alignments one is chosen by which side comes first: so the same always does.
  return order(a, b) <= 0 ? alignInOrder(a, b) : mirrored(alignInOrder(b, a), a.names.length);
}

function alignInOrder(a: Sequence, b: Sequence): Partners {
  const anchored = alignAll(a, b, true);
  const [most, least] = [Math.max(a.names.length, b.names.length), Math.min(a.names.length, b.names.length)];
  if (most * least <= MOST_PAIRS) return anchored;
  const left = least - anchored.reduce((count, j) => count + (j >= 0 ? 1 : 0), 0);
  if (left <= DOUBTED * least) return anchored;
  const plain = alignAll(a, b, false);
  return totalCost(a, b, plain) < totalCost(a, b, anchored) ? plain : anchored;
}

function alignAll(a: Sequence, b: Sequence, withAnchors: boolean): Partners {
  const partners: Partners = new Int32Array(a.names.length).fill(-1);
  const all: Stretch = { aFrom: 0, aTo: a.names.length, bFrom: 0, bTo: b.names.length };
  const open: { readonly whole: Stretch; readonly round: number }[] = [{ whole: all, round: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const stretch = withoutEqualEnds(a, b, next.whole, partners);
    const round = next.round + 1;
    const { aFrom, aTo, bFrom, bTo } = stretch;
    if (aFrom === aTo || bFrom === bTo) continue;
    if ((aTo - aFrom) * (bTo - bFrom) <= MOST_PAIRS) {
      alignByTable(a, b, stretch, partners);
      continue;
    }
    const anchors = withAnchors && round <= MOST_ROUNDS ? anchorsIn(a, b, stretch) : [];
    if (anchors.length === 0) moveWindow(a, b, stretch, partners);
    let [aNext, bNext] = [aFrom, bFrom];
    for (const anchor of anchors) {
      partners[anchor.a] = anchor.b;
      open.push({ whole: { aFrom: aNext, aTo: anchor.a, bFrom: bNext, bTo: anchor.b }, round });
      [aNext, bNext] = [anchor.a + 1, anchor.b + 1];
    }
    if (anchors.length > 0) open.push({ whole: { aFrom: aNext, aTo, bFrom: bNext, bTo }, round });
  }
  return partners;
}

/** What is equal at both ends belongs together: no alignment is cheaper. */
function withoutEqualEnds(a: Sequence, b: Sequence, { aFrom, aTo, bFrom, bTo }: Stretch, partners: Partners): Stretch {
  while (aFrom < aTo && bFrom < bTo && isSame(a, aFrom, b, bFrom)) partners[aFrom++] = bFrom++;
  while (aFrom < aTo && bFrom < bTo && isSame(a, aTo - 1, b, bTo - 1)) partners[--aTo] = --bTo;
  return { aFrom, aTo, bFrom, bTo };
}

function moveWindow(a: Sequence, b: Sequence, stretch: Stretch, partners: Partners): void {
  let [aNext, bNext] = [stretch.aFrom, stretch.bFrom];
  while (aNext < stretch.aTo && bNext < stretch.bTo) {
    const aTo = Math.min(stretch.aTo, aNext + WINDOW);
    const bTo = Math.min(stretch.bTo, bNext + WINDOW);
    const isLast = aTo === stretch.aTo && bTo === stretch.bTo;
    const window = { aFrom: aNext, aTo, bFrom: bNext, bTo };
    // Near its far end the window does not see what comes: only its first half counts.
    const reached = alignByTable(a, b, window, partners, isLast ? undefined : WINDOW / 2);
    [aNext, bNext] = [reached.a, reached.b];
  }
}

function order(a: Sequence, b: Sequence): number {
  if (a.names.length !== b.names.length) return a.names.length - b.names.length;
  for (const column of ['names', 'shapes', 'wholes'] as const) {
    for (let i = 0; i < a.names.length; i++) {
      const difference = (a[column][i] ?? 0) - (b[column][i] ?? 0);
      if (difference !== 0) return difference;
    }
  }
  return 0;
}

function mirrored(partners: Partners, length: number): Partners {
  const mirror = new Int32Array(length).fill(-1);
  for (let i = 0; i < partners.length; i++) {
    const j = partners[i] ?? -1;
    if (j >= 0) mirror[j] = i;
  }
  return mirror;
}
