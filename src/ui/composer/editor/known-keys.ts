import type { ShapeLine } from '../../../projections/catalogue/catalogue-view.ts';

export type KnownKey = { readonly name: string; readonly about: string };

/** Keys that were seen at a place of an event's arguments. */
export function knownKeys(lines: readonly ShapeLine[], path: readonly string[]): readonly KnownKey[] {
  let below = lines;
  for (const step of path) below = beneath(below, step);
  const depth = below[0]?.depth;
  return below.flatMap((line) =>
    line.depth === depth && line.name !== '[*]' ? [{ name: line.name, about: line.type }] : [],
  );
}

/** The lines under one of the first level. What an array's elements are made of stands directly under the array. */
function beneath(lines: readonly ShapeLine[], name: string): readonly ShapeLine[] {
  const depth = lines[0]?.depth;
  const placeOf = (wanted: string): number => lines.findIndex((line) => line.depth === depth && line.name === wanted);
  // Of objects that map ids to values only the values are known.
  const at = placeOf(name) === -1 ? placeOf('[*]') : placeOf(name);
  if (at === -1) return name === '[*]' ? lines : [];
  const end = lines.findIndex((line, place) => place > at && line.depth === depth);
  return lines.slice(at + 1, end === -1 ? undefined : end);
}
