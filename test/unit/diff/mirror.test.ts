import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Comparison } from '../../../src/diff/comparison.ts';
import { draw } from '../../draw.ts';
import { compareEvents } from './diff.ts';

/** One message: who says what, with which values, in which namespace, over which connection. */
const message = fc.record({
  conn: fc.integer({ min: 1, max: 2 }),
  isSent: fc.boolean(),
  nsp: fc.constantFrom('', '/chat,'),
  name: fc.constantFrom('tick', 'note', 'move'),
  value: fc.constantFrom('1', '2', '"1"', '{"a":1}', '{"a":[1,2]}', '{"a":[3]}', '[]'),
});
const session = fc.array(message, { maxLength: 14 }).map((messages) =>
  draw(
    messages
      .map(({ conn, isSent, nsp, name, value }, i) => {
        return `${i}ms [${conn}] ${isSent ? '>' : '<'} 42${nsp}["${name}",${value}]`;
      })
      .join('\n'),
  ),
);

function linesOf(comparison: Comparison, isMirrored: boolean): readonly string[] {
  const mirror: Readonly<Record<string, string>> = { missing: 'extra', extra: 'missing' };
  return Array.from({ length: comparison.length }, (_, line) => {
    const verdict = comparison.verdict(line);
    const [a, b] = [comparison.inA(line), comparison.inB(line)];
    return isMirrored ? `${b}/${a} ${mirror[verdict] ?? verdict}` : `${a}/${b} ${verdict}`;
  }).toSorted();
}

test('B beside A is the mirror image of A beside B', async () => {
  await fc.assert(
    fc.asyncProperty(session, session, async (a, b) => {
      const there = await compareEvents(a, b);
      const back = await compareEvents(b, a);
      expect(linesOf(back, true)).toEqual(linesOf(there, false));
    }),
  );
});

test('everything said stands in exactly one line', async () => {
  await fc.assert(
    fc.asyncProperty(session, session, async (a, b) => {
      const comparison = await compareEvents(a, b);
      const lines = Array.from({ length: comparison.length }, (_, line) => line);
      const inA = lines.flatMap((line) => comparison.inA(line) ?? []);
      const inB = lines.flatMap((line) => comparison.inB(line) ?? []);
      expect(inA.toSorted((x, y) => x - y)).toEqual([...a.keys()]);
      expect(inB.toSorted((x, y) => x - y)).toEqual([...b.keys()]);
    }),
  );
});
