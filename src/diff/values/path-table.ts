import { pathText, type Path, type PathStep } from '../../base/paths/path.ts';
import { hashText, mix } from './hash.ts';

/** The value itself, which no step leads to. */
export const ROOT = 0;

/** Keys that are data (a user's id as a name) would make a new path with each event. */
const MOST_PATHS = 50_000;

const ANY_INDEX = Symbol('any index');

type Node = {
  readonly parent: number;
  readonly step: PathStep | typeof ANY_INDEX;
  readonly depth: number;
  /** The same in whatever order paths are met, unlike the path's number. */
  readonly hash: number;
};

/** Gives each path a small number. Both sessions share one, so equal numbers are equal paths. */
export class PathTable {
  readonly #nodes: Node[] = [{ parent: ROOT, step: 0, depth: 0, hash: 0 }];
  readonly #children: (Map<Node['step'], number> | undefined)[] = [];
  /** By path: the same with any position in place of those below the arguments. */
  readonly #general: number[] = [ROOT];

  get count(): number {
    return this.#nodes.length;
  }

  /** Undefined when there are too many. */
  child(parent: number, step: PathStep): number | undefined {
    const known = this.#children[parent]?.get(step);
    if (known !== undefined || this.#nodes.length >= MOST_PATHS) return known;
    const depth = this.#depthOf(parent) + 1;
    const path = this.#add(parent, step, depth);
    const above = this.generalOf(parent);
    const isPosition = typeof step === 'number' && depth > 1;
    // Made for an element and shared by all, so that lists of another length are of the same shape.
    this.#general[path] =
      isPosition || above !== parent ? this.#generalChild(above, isPosition ? ANY_INDEX : step) : path;
    return path;
  }

  /** `[0].items[*].at` for `[0].items[3].at`, as a number of its own. */
  generalOf(path: number): number {
    return this.#general[path] ?? path;
  }

  hashOf(path: number): number {
    return this.#nodes[path]?.hash ?? 0;
  }

  /** Undefined where positions below the arguments are left open. */
  pathOf(path: number): Path | undefined {
    const steps = this.#stepsOf(path);
    const exact = steps.filter((step) => typeof step !== 'symbol');
    return exact.length === steps.length ? exact : undefined;
  }

  /** As a person writes it: `[0].items[*].at`. */
  patternOf(path: number): string {
    let text = '';
    for (const step of this.#stepsOf(path)) {
      const written = typeof step === 'symbol' ? '[*]' : pathText([step]);
      text += text === '' || written.startsWith('[') ? written : `.${written}`;
    }
    return text;
  }

  #generalChild(parent: number, step: Node['step']): number {
    const path = this.#children[parent]?.get(step) ?? this.#add(parent, step, this.#depthOf(parent) + 1);
    this.#general[path] ??= path;
    return path;
  }

  #add(parent: number, step: Node['step'], depth: number): number {
    const path = this.#nodes.push({ parent, step, depth, hash: hashStep(this.hashOf(parent), step) }) - 1;
    (this.#children[parent] ??= new Map()).set(step, path);
    return path;
  }

  #depthOf(path: number): number {
    return this.#nodes[path]?.depth ?? 0;
  }

  #stepsOf(path: number): readonly Node['step'][] {
    const steps: Node['step'][] = [];
    for (let node = path; node !== ROOT;) {
      const found = this.#nodes[node];
      if (!found) break;
      steps.push(found.step);
      node = found.parent;
    }
    return steps.reverse();
  }
}

/** Of the path that `step` leads to from one whose hash is `above`. */
export function hashStep(above: number, step: PathStep | symbol): number {
  return mix(above, typeof step === 'symbol' ? -1 : typeof step === 'number' ? step : hashText(step));
}
