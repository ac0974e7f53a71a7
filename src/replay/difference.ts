/** One place where two values differ. `path` is like `[0].items[2].total`; `was` and `now` are JSON, bytes as `$binary`. */
export type Difference = {
  readonly path: string;
  /** `type`: text became a number, an object an array, … */
  readonly kind: 'changed' | 'type' | 'missing' | 'extra';
  /** Absent for `extra`. */
  readonly was?: string;
  /** Absent for `missing`. */
  readonly now?: string;
};
