import { Placeholder } from '../compare/write-value.ts';
import { pathText, type Path } from '../../base/paths/path.ts';
import { readPath } from '../../base/paths/path-pattern.ts';
import type { RemapRule } from '../rules.ts';
import { mapLeaves } from './map-leaves.ts';
import { isIdValue, ValueIndex, type IdValue } from './value-index.ts';

/** Where a recorded value came from: `step` is the first of a loop whose answer or events gave it. */
type Origin = { readonly rule: RemapRule; readonly step: number; readonly value: IdValue };

/** What a new answer says instead; `isThere` is false where it says nothing. */
type Learned = { readonly isThere: boolean; readonly now: unknown };

export type Replaced = {
  readonly path: string;
  readonly was: IdValue;
  readonly rule: RemapRule;
  /** `open`: the new answer has not come. `absent`: it came without the value, or will not come. */
  readonly state: 'known' | 'open' | 'absent';
};

export type Remapped = { readonly values: readonly unknown[]; readonly replaced: readonly Replaced[] };

/** Puts what new answers say in place of what the recorded ones said. */
export class Remapping {
  readonly rules: readonly (RemapRule & { readonly place: Path })[];
  readonly #origins = new ValueIndex<Origin>();
  /** By loop, then by recorded value. */
  readonly #learned: Map<IdValue, Learned>[] = [];

  constructor(rules: readonly RemapRule[]) {
    this.rules = rules.flatMap((rule) => {
      const place = readPath(rule.path);
      return place.ok ? [{ ...rule, place: place.value }] : [];
    });
  }

  /** Takes note that the recording gives `value` at step `step` of a loop. */
  know(rule: RemapRule, step: number, value: unknown): void {
    if (!isIdValue(value)) return;
    const known = this.#origins.get(value);
    if (!known || step < known.step) this.#origins.set(value, { rule, step, value });
  }

  /** What stands in place of the recorded `value` in this loop from now on; undefined where the answer has none. */
  learn(loop: number, value: unknown, now: unknown): void {
    if (!isIdValue(value)) return;
    (this.#learned[loop] ??= new Map()).set(value, { isThere: now !== undefined, now });
  }

  /** Before the steps are sent anew. */
  forget(): void {
    this.#learned.length = 0;
  }

  /** What step `step` of a loop says now. A value that is not known yet stands as its rule's name. */
  apply(values: readonly unknown[], step: number, loop: number): Remapped {
    const learned = this.#learned[loop];
    return this.#replace(
      values,
      (origin) => origin.step < step,
      (value) => {
        const known = learned?.get(value);
        return known ? (known.isThere ? 'known' : 'absent') : 'open';
      },
      learned,
    );
  }

  /** A recorded answer of this loop as it would be now: what was learned in its place, all else as it is. */
  translate(values: readonly unknown[], loop: number): Remapped {
    const learned = this.#learned[loop];
    if (!learned) return { values, replaced: [] };
    return this.#replace(
      values,
      ({ value }) => learned.get(value)?.isThere === true,
      () => 'known',
      learned,
    );
  }

  #replace(
    values: readonly unknown[],
    fits: (origin: Origin) => boolean,
    stateOf: (value: IdValue) => Replaced['state'],
    learned: ReadonlyMap<IdValue, Learned> | undefined,
  ): Remapped {
    const replaced: Replaced[] = [];
    if (this.#origins.size === 0) return { values, replaced };
    const say = ({ value, rule }: Origin, path: Path): unknown => {
      const state = stateOf(value);
      replaced.push({ path: pathText(path), was: value, rule, state });
      return state === 'known' ? learned?.get(value)?.now : new Placeholder(nameOf(rule));
    };
    const mapped = mapLeaves(values, (leaf, path) => {
      const whole = this.#origins.get(leaf);
      if (whole && fits(whole)) return say(whole, path);
      if (typeof leaf !== 'string') return leaf;
      let text = '';
      let done = 0;
      for (const { start, end, entry } of this.#origins.within(leaf, fits)) {
        text += leaf.slice(done, start) + textOf(say(entry, path));
        done = end;
      }
      return done === 0 ? leaf : text + leaf.slice(done);
    });
    return { values: Array.isArray(mapped) ? mapped : values, replaced };
  }
}

/** As the preview shows it: `‹login → [0].token›`. */
export function nameOf({ from, path }: RemapRule): string {
  return `‹${from.event} → ${path}›`;
}

function textOf(value: unknown): string {
  if (value instanceof Placeholder) return value.text;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
