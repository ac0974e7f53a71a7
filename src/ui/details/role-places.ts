import { utf8Length } from '../../base/bytes.ts';
import type { Role } from '../../projections/roles/role.ts';

/** Byte offsets at which the roles begin, in the UTF-8 of `text`; the last one is its end. */
export function byteStarts(roles: readonly Role[], text: string): readonly number[] {
  const starts: number[] = [];
  let byte = 0;
  for (const { from, to } of roles) {
    starts.push(byte);
    byte += utf8Length(text.slice(from, to));
  }
  return [...starts, byte];
}

/** Which role `at` lies in, where the roles begin at `starts`. */
export function roleAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
