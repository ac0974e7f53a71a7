import type { Comparison } from './comparison.ts';

/** The line whose time in `side` is nearest to `ms`, counted from what first crossed the wire. */
export function nearestLine(comparison: Comparison, side: 'a' | 'b', ms: number): number | undefined {
  const { a, b, drift } = comparison;
  const [conversation, zeroMs] = side === 'a' ? [a, drift.zeroA] : [b, drift.zeroB];
  let nearest: number | undefined;
  let leastMs = Infinity;
  for (let line = 0; line < comparison.length; line++) {
    const said = side === 'a' ? comparison.inA(line) : comparison.inB(line);
    if (said === undefined) continue;
    const awayMs = Math.abs(conversation.at(said) - zeroMs - ms);
    if (awayMs >= leastMs) continue;
    leastMs = awayMs;
    nearest = line;
  }
  return nearest;
}
