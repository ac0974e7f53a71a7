/** What is aligned, as hashes of each thing said: of its name, of its shape and of all its values. */
export type Sequence = {
  readonly names: Uint32Array;
  readonly shapes: Uint32Array;
  readonly wholes: Uint32Array;
};

/** A stretch of both, ends exclusive. */
export type Stretch = { readonly aFrom: number; readonly aTo: number; readonly bFrom: number; readonly bTo: number };

/** By place in the first sequence: its partner in the second, or -1. */
export type Partners = Int32Array;

// One that is missing and one extra cost as much as four; so where values tell that something was left out, that is
// believed rather than that everything behind it changed.
export const COST_OF_ONE = 2;
export const COST_OF_VALUES = 2;
export const COST_OF_SHAPE = 3;

export function isSame(a: Sequence, i: number, b: Sequence, j: number): boolean {
  return a.names[i] === b.names[j] && a.wholes[i] === b.wholes[j] && a.shapes[i] === b.shapes[j];
}

/** Of an alignment: what the pairs differ in, and what is left alone. */
export function totalCost(a: Sequence, b: Sequence, partners: Partners): number {
  let cost = 0;
  let paired = 0;
  for (let i = 0; i < partners.length; i++) {
    const j = partners[i] ?? -1;
    if (j < 0) continue;
    if (a.shapes[i] !== b.shapes[j]) cost += COST_OF_SHAPE;
    else if (a.wholes[i] !== b.wholes[j]) cost += COST_OF_VALUES;
    paired++;
  }
  return cost + COST_OF_ONE * (partners.length + b.names.length - 2 * paired);
}
