export type IsCancelled = () => boolean;

/** One long work at a time: a new one cancels the one under way. */
export class Turns {
  #current = 0;

  begin(): IsCancelled {
    const mine = ++this.#current;
    return () => this.#current !== mine;
  }

  cancel(): void {
    this.#current++;
  }
}
