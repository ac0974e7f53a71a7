import { Comparison } from '../../../src/diff/comparison.ts';
import { Common, Conversation } from '../../../src/diff/hearing/conversation.ts';
import { matchConnections } from '../../../src/diff/match-connections.ts';
import { readPathPattern } from '../../../src/base/paths/path-pattern.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';

const NO_PATHS = { a: new Map<number, string>(), b: new Map<number, string>() };

/** Two drawn sessions beside each other; `ignored` as a person writes paths. */
export function compareDrawn(a: string, b: string, ...ignored: readonly string[]): Promise<Comparison> {
  return compareEvents(draw(a), draw(b), ...ignored);
}

export async function compareEvents(
  a: readonly WireEvent[],
  b: readonly WireEvent[],
  ...ignored: readonly string[]
): Promise<Comparison> {
  const common = new Common();
  const sides = [a, b].map((events) => {
    const conversation = new Conversation([], common);
    for (const [seq, event] of events.entries()) conversation.hear(seq, event);
    return conversation;
  });
  const [left, right] = [sides[0]!, sides[1]!];
  const patterns = ignored.map((path) => {
    const read = readPathPattern(path);
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  });
  const comparison = await Comparison.make(
    left,
    right,
    matchConnections(left, right, NO_PATHS),
    patterns,
    async () => true,
  );
  return comparison!;
}

/** Each line as `verdict name @A/@B`, with `-` where a side lacks it and `seq` where it has it. */
export function linesIn(comparison: Comparison): readonly string[] {
  return Array.from({ length: comparison.length }, (_, line) => {
    const [a, b] = [comparison.inA(line), comparison.inB(line)];
    const name = a === undefined ? comparison.b.nameOf(b!) : comparison.a.nameOf(a);
    const at = (side: Conversation, said: number | undefined) => (said === undefined ? '-' : side.seq(said));
    return `${comparison.verdict(line)} ${name} ${at(comparison.a, a)}/${at(comparison.b, b)}`;
  });
}

export function differencesIn(comparison: Comparison): readonly string[] {
  return linesIn(comparison).filter((line) => !line.startsWith('equal'));
}
