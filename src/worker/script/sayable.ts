/** Python reads no more brackets in each other than 200, and a person far fewer. */
const DEEPEST = 90;

/** Why a program cannot hold the values; undefined where it can. */
export function whyNot(values: readonly unknown[]): string | undefined {
  return flawOf(values, 0);
}

function flawOf(value: unknown, depth: number): string | undefined {
  if (depth > DEEPEST) return `its values are nested more than ${DEEPEST} deep`;
  if (typeof value === 'number' && !Number.isFinite(value))
    return 'it holds a number beyond all that a client can send';
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  for (const member of Object.values(value)) {
    const flaw = flawOf(member, depth + 1);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** Characters and bytes in the values, with a few for each value. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (value instanceof Uint8Array) return Math.ceil((value.length * 4) / 3);
  if (typeof value !== 'object' || value === null) return 8;
  let weight = 2;
  for (const [name, member] of Object.entries(value)) weight += name.length + weightOf(member);
  return weight;
}
