/** What of a lane is taken: a word that would lie on another, or on data, is dropped and never made smaller. */
export class Room {
  readonly #taken: (readonly [number, number])[] = [];

  take(from: number, to: number): void {
    this.#taken.push([from, to]);
  }

  /** Takes the place if nothing is there. */
  claim(from: number, to: number): boolean {
    if (this.#taken.some(([start, end]) => from < end && to > start)) return false;
    this.take(from, to);
    return true;
  }
}
