/** An event that was recorded after step `index` (over all loops). */
export type Expected = {
  readonly index: number;
  /** Among the plan's followers. */
  readonly position: number;
  /** Session time in ms after which it is missing. */
  readonly dueBy: number;
};

/** Of those that are expected and have the name of one that comes, so many are held against it. */
const LOOKED_AT = 8;

/** Events that the server should send by itself, in the order in which they were recorded. */
export class ExpectedEvents {
  readonly #open = new Map<string, Expected[]>();

  add(nsp: string, event: string, expected: Expected): void {
    const key = keyOf(nsp, event);
    const open = this.#open.get(key);
    if (open) open.push(expected);
    else this.#open.set(key, [expected]);
  }

  /**
   * Takes the first that `fits` what came, among the next few of its name; else the first. So one that is missing is
   * told as missing and does not make all that follow it differ.
   */
  async take(
    nsp: string,
    event: string,
    fits: (expected: Expected) => Promise<boolean>,
  ): Promise<Expected | undefined> {
    const open = this.#open.get(keyOf(nsp, event)) ?? [];
    let taken = 0;
    for (let i = 0; i < Math.min(LOOKED_AT, open.length); i++) {
      const expected = open[i];
      if (expected && (await fits(expected))) {
        taken = i;
        break;
      }
    }
    return open.splice(taken, 1)[0];
  }

  isExpected(nsp: string, event: string): boolean {
    return (this.#open.get(keyOf(nsp, event))?.length ?? 0) > 0;
  }

  get isEmpty(): boolean {
    return [...this.#open.values()].every(({ length }) => length === 0);
  }

  /** Takes those that have not come by `now`. */
  overdue(now: number): readonly Expected[] {
    const late: Expected[] = [];
    for (const [key, open] of this.#open) {
      // In the order of their steps, so nearly in that of their times.
      let count = 0;
      while (count < open.length && (open[count]?.dueBy ?? Infinity) < now) count++;
      if (count > 0) late.push(...open.splice(0, count));
      if (open.length === 0) this.#open.delete(key);
    }
    return late;
  }
}

function keyOf(nsp: string, event: string): string {
  return JSON.stringify([nsp, event]);
}
