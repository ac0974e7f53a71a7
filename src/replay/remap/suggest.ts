import { pathText, type Path } from '../../base/paths/path.ts';
import type { RemapRule } from '../rules.ts';
import { mapLeaves } from './map-leaves.ts';
import { SHORTEST_PART, ValueIndex, type IdValue } from './value-index.ts';

export type Suggested = {
  readonly rule: RemapRule;
  readonly value: IdValue;
  /** Places of later steps that say a value that this rule gives. */
  readonly uses: number;
};

type From = RemapRule['from'];

/** Smaller numbers are counts, prices and flags, unless their key says that they are ids. */
const SMALLEST_ID = 1000;
/** Values that are held and places of one answer that are looked at, at most. */
const MOST_VALUES = 50_000;
const MOST_PLACES = 500;
const ID_KEY = /(^|[_.-])ids?$|I[dD]s?$|token|key|sid/;

/** Finds what answers and events give and later steps say again: tokens, ids, rooms. Fed in the recording's order. */
export class RemapFinder {
  readonly #given = new ValueIndex<Suggested & { uses: number }>();
  /** What the client said before any answer did is its own. */
  readonly #ownValues = new Set<IdValue>();
  readonly #byRule = new Map<string, Suggested & { uses: number }>();

  /** What a step says. */
  say(args: readonly unknown[]): void {
    mapLeaves(args, (leaf) => {
      const whole = this.#given.get(leaf);
      if (whole) whole.uses++;
      else if (typeof leaf === 'string') for (const { entry } of this.#given.within(leaf, () => true)) entry.uses++;
      if (!whole && this.#ownValues.size < MOST_VALUES) this.#ownValues.add(leaf);
      return leaf;
    });
  }

  /** What an answer or an event gives. */
  give(from: From, values: readonly unknown[]): void {
    let places = 0;
    mapLeaves(values, (leaf, path) => {
      const isNew = this.#given.get(leaf) === undefined && !this.#ownValues.has(leaf);
      if (++places <= MOST_PLACES && this.#given.size < MOST_VALUES && isNew && isLikelyId(leaf, path)) {
        this.#given.set(leaf, this.#ruleFor(from, path, leaf));
      }
      return leaf;
    });
  }

  /** The most telling first: long texts before short ones, texts before numbers. */
  found(): readonly Suggested[] {
    const used = [...this.#byRule.values()].filter(({ uses }) => uses > 0);
    return used.sort((a, b) => weightOf(b) - weightOf(a) || b.uses - a.uses);
  }

  #ruleFor(from: From, path: Path, value: IdValue): Suggested & { uses: number } {
    const text = pathText(path);
    const id = JSON.stringify([from.kind, from.nsp, from.event, text]);
    const known = this.#byRule.get(id);
    if (known) return known;
    const made = { rule: { id, from, path: text }, value, uses: 0 };
    this.#byRule.set(id, made);
    return made;
  }
}

function isLikelyId(leaf: IdValue, path: Path): boolean {
  const hasIdKey = path.some((step) => typeof step === 'string' && ID_KEY.test(step));
  if (typeof leaf === 'number') return hasIdKey || leaf >= SMALLEST_ID;
  return leaf.length >= SHORTEST_PART || (leaf !== '' && hasIdKey);
}

function weightOf({ value }: Suggested): number {
  return typeof value === 'string' ? 1000 + Math.min(value.length, 1000) : 0;
}
