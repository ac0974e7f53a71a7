import type { Path } from '../../base/paths/path.ts';

type Leaf = string | number;

/**
 * A copy of `value` in which each text and number is what `change` makes of it; keys and bytes stay. What nothing
 * changed in is not copied.
 */
export function mapLeaves(value: unknown, change: (leaf: Leaf, path: Path) => unknown): unknown {
  return mapAt(value, [], change);
}

function mapAt(value: unknown, path: Path, change: (leaf: Leaf, path: Path) => unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return change(value, path);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  // What is nested deeper than this no server reads, and calls cannot go as deep as JSON can.
  if (path.length > 500) return value;
  return Array.isArray(value) ? mapElements(value, path, change) : mapMembers(value, path, change);
}

function mapElements(
  elements: readonly unknown[],
  path: Path,
  change: (leaf: Leaf, path: Path) => unknown,
): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [i, element] of elements.entries()) {
    const mapped = mapAt(element, [...path, i], change);
    if (mapped !== element) (copy ??= [...elements])[i] = mapped;
  }
  return copy ?? elements;
}

function mapMembers(object: object, path: Path, change: (leaf: Leaf, path: Path) => unknown): object {
  let copy: [string, unknown][] | undefined;
  const members = Object.entries(object);
  for (const [i, [name, member]] of members.entries()) {
    const mapped = mapAt(member, [...path, name], change);
    if (mapped !== member) (copy ??= [...members])[i] = [name, mapped];
  }
  // Unlike assigning, this keeps `__proto__` a member.
  return copy ? Object.fromEntries(copy) : object;
}
