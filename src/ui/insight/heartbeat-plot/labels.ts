/** In canvas px. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A stick from the base line up to `top`. */
export type Stick = { readonly x: number; readonly top: number };

/** Places for words on a plot: never over a stick, its head, or other words, and never outside `area`. */
export class Labels {
  readonly #area: Box;
  readonly #sticks: readonly Stick[];
  readonly #clearance: number;
  readonly #taken: Box[] = [];

  /** `clearance` is the radius of a stick's head. */
  constructor(area: Box, sticks: readonly Stick[], clearance: number) {
    this.#area = area;
    this.#sticks = sticks;
    this.#clearance = clearance;
  }

  /** The first of `boxes` that is free is taken. */
  place(boxes: readonly Box[]): Box | undefined {
    const free = boxes.find((box) => this.#isFree(box));
    if (free) this.#taken.push(free);
    return free;
  }

  #isFree(box: Box): boolean {
    const { left, top, right, bottom } = this.#area;
    if (box.left < left || box.right > right || box.top < top || box.bottom > bottom) return false;
    const clear = this.#clearance;
    const isHit = this.#sticks.some(
      (stick) => stick.x > box.left - clear && stick.x < box.right + clear && stick.top - clear < box.bottom,
    );
    return !isHit && !this.#taken.some((other) => isOverlap(box, other));
  }
}

function isOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
