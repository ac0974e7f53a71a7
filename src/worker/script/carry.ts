import { Carried, Filled, type ScriptStep } from '../../exporters/code/script.ts';
import { readPath } from '../../base/paths/path-pattern.ts';
import { pathText, valueAt, type Path } from '../../base/paths/path.ts';
import { mapLeaves } from '../../replay/remap/map-leaves.ts';
import { isIdValue, ValueIndex } from '../../replay/remap/value-index.ts';
import type { RemapRule } from '../../replay/rules.ts';
import { isDrawn } from './changing.ts';

type Origin = { readonly step: number; readonly path: Path };

/** What answers gave and later steps said again, by the value. */
export type Origins = ValueIndex<Origin>;

/**
 * Values that an answer gave first: those that the rules name, tokens and ids that look drawn or are called so. A value
 * that the client had said before is its own.
 */
export function originsIn(steps: readonly ScriptStep[], rules: readonly RemapRule[]): Origins {
  const origins = new ValueIndex<Origin>();
  const said = new Set<unknown>();
  const places = rules.flatMap(({ from, path }) => {
    const place = readPath(path);
    return from.kind === 'ack' && place.ok ? [{ ...from, path: place.value }] : [];
  });
  for (const [step, { nsp, event, args, ack }] of steps.entries()) {
    mapLeaves(args, (leaf) => (said.add(leaf), leaf));
    if (!ack) continue;
    const give = (value: unknown, path: Path) => {
      if (isIdValue(value) && !said.has(value) && !origins.get(value)) origins.set(value, { step, path });
    };
    for (const place of places)
      if (place.nsp === nsp && place.event === event) give(valueAt(ack, place.path), place.path);
    mapLeaves(ack, (leaf, path) => {
      if (isDrawn(leaf) || isNamedId(leaf, path)) give(leaf, path);
      return leaf;
    });
  }
  return origins;
}

const ID_KEY = /token|(^|[_.-])s?id$|[a-z]Id$/i;
/** A shorter one may be there by chance. */
const SHORTEST_ID = 6;

function isNamedId(leaf: unknown, path: Path): boolean {
  const name = path.at(-1);
  return typeof name === 'string' && ID_KEY.test(name) && typeof leaf === 'string' && leaf.length >= SHORTEST_ID;
}

/** Paths of the answers from which something is carried: each run gives another value there. */
export function carriedPaths(steps: readonly ScriptStep[], origins: Origins): readonly string[] {
  const paths = new Set<string>();
  for (const [step, { args }] of steps.entries()) {
    mapLeaves(args, (leaf) => {
      const found = [
        origins.get(leaf),
        ...(typeof leaf === 'string' ? origins.within(leaf, () => true).map(({ entry }) => entry) : []),
      ];
      for (const origin of found) if (origin && origin.step < step) paths.add(pathText(origin.path));
      return leaf;
    });
  }
  return [...paths];
}

/** Puts what a new answer says in the place of what the recorded one said, in the steps after it and in their answers. */
export function carry(steps: readonly ScriptStep[], origins: Origins): readonly ScriptStep[] {
  if (origins.size === 0) return steps;
  return steps.map((step, i) => ({
    ...step,
    args: carriedIn(step.args, origins, i),
    ...(step.ack ? { ack: carriedIn(step.ack, origins, i) } : {}),
  }));
}

function carriedIn(values: readonly unknown[], origins: Origins, step: number): readonly unknown[] {
  const fits = (origin: Origin) => origin.step < step;
  const carried = mapLeaves(values, (leaf) => {
    const whole = origins.get(leaf);
    if (whole && fits(whole)) return new Carried(whole.step, whole.path);
    if (typeof leaf !== 'string') return leaf;
    const found = origins.within(leaf, fits);
    if (found.length === 0) return leaf;
    const ends = [0, ...found.map(({ end }) => end)];
    const pieces = found.flatMap(({ start, entry }, i) => [
      leaf.slice(ends[i], start),
      new Carried(entry.step, entry.path),
    ]);
    return new Filled([...pieces, leaf.slice(ends.at(-1))].filter((piece) => piece !== ''));
  });
  return Array.isArray(carried) ? carried : values;
}
