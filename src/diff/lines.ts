/** Lines in order: what stands in A and in B, or -1. */
export type LineColumns = { readonly a: Int32Array; readonly b: Int32Array };

/** Not compared at all: an answer (its question tells it), or a report where the other session has none. */
export const LEFT_ASIDE = -2;

/**
 * In A's order; what only B has stands behind what B said before it. Partners are places in the other conversation, -1
 * where there is none.
 */
export function linesOf(partnersOfA: Int32Array, partnersOfB: Int32Array): LineColumns {
  // Behind which place of A, plus 1, each of B's own stands: a list for each, linked by `next`.
  const firsts = new Int32Array(partnersOfA.length + 1).fill(-1);
  const lasts = new Int32Array(partnersOfA.length + 1).fill(-1);
  const next = new Int32Array(partnersOfB.length).fill(-1);
  let behind = 0;
  let count = 0;
  for (let said = 0; said < partnersOfB.length; said++) {
    const partner = partnersOfB[said] ?? LEFT_ASIDE;
    if (partner >= 0) behind = partner + 1;
    if (partner !== -1) continue;
    const last = lasts[behind] ?? -1;
    if (last < 0) firsts[behind] = said;
    else next[last] = said;
    lasts[behind] = said;
    count++;
  }
  for (let said = 0; said < partnersOfA.length; said++) if (partnersOfA[said] !== LEFT_ASIDE) count++;
  const lines = { a: new Int32Array(count), b: new Int32Array(count) };
  let line = 0;
  const add = (a: number, b: number): void => {
    lines.a[line] = a;
    lines.b[line++] = b;
  };
  for (let place = 0; place <= partnersOfA.length; place++) {
    const partner = place === 0 ? LEFT_ASIDE : (partnersOfA[place - 1] ?? LEFT_ASIDE);
    if (partner !== LEFT_ASIDE) add(place - 1, partner);
    for (let own = firsts[place] ?? -1; own >= 0; own = next[own] ?? -1) add(-1, own);
  }
  return lines;
}
