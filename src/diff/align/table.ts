import { COST_OF_ONE, COST_OF_SHAPE, COST_OF_VALUES, type Partners, type Sequence, type Stretch } from './sequence.ts';

const NEVER = 1e9;

const [PAIR, LEAVE_A, LEAVE_B] = [0, 1, 2];

/** Where the stretch goes on behind its end, what is left over there may still find its partner. */
const COST_OF_REST = COST_OF_ONE / 2;

/**
 * The cheapest alignment of a stretch, by a table of all its pairs (Needleman and Wunsch). With `halt`, the stretch is
 * the beginning of a longer one: partners are written until so many things of either side are placed. Tells how far it
 * came.
 */
export function alignByTable(
  a: Sequence,
  b: Sequence,
  { aFrom, aTo, bFrom, bTo }: Stretch,
  partners: Partners,
  halt?: number,
): { readonly a: number; readonly b: number } {
  const [rows, columns] = [aTo - aFrom, bTo - bFrom];
  const steps = new Uint8Array(rows * columns);
  const costOfRest = halt === undefined ? COST_OF_ONE : COST_OF_REST;
  // From the end, so that the way can be walked from the beginning.
  let below = Int32Array.from({ length: columns + 1 }, (_, j) => costOfRest * (columns - j));
  let current = new Int32Array(columns + 1);
  for (let i = rows - 1; i >= 0; i--) {
    // Taken out of the loop over millions of pairs.
    const [name, shape, whole] = [a.names[aFrom + i], a.shapes[aFrom + i], a.wholes[aFrom + i]];
    let right = costOfRest * (rows - i);
    current[columns] = right;
    for (let j = columns - 1, there = bTo - 1; j >= 0; j--, there--) {
      let pair = NEVER;
      if (b.names[there] === name) {
        const cost = b.shapes[there] !== shape ? COST_OF_SHAPE : b.wholes[there] === whole ? 0 : COST_OF_VALUES;
        pair = (below[j + 1] ?? 0) + cost;
      }
      const leaveA = (below[j] ?? 0) + COST_OF_ONE;
      const leaveB = right + COST_OF_ONE;
      const least = leaveA <= leaveB ? leaveA : leaveB;
      const isPair = pair <= least;
      right = isPair ? pair : least;
      current[j] = right;
      steps[i * columns + j] = isPair ? PAIR : leaveA <= leaveB ? LEAVE_A : LEAVE_B;
    }
    [below, current] = [current, below];
  }
  let [i, j] = [0, 0];
  const most = halt ?? Infinity;
  while (i < rows && j < columns && i < most && j < most) {
    const step = steps[i * columns + j];
    if (step === PAIR) partners[aFrom + i] = bFrom + j;
    if (step !== LEAVE_B) i++;
    if (step !== LEAVE_A) j++;
  }
  return { a: aFrom + i, b: bFrom + j };
}
