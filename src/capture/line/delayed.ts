/** Does what it is given later, in the order in which it was given. */
export class Delayed {
  #waiting: { readonly due: number; readonly go: () => void }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** After `ms`, and not before what was given earlier. */
  add(ms: number, go: () => void): void {
    const due = Math.max(performance.now() + ms, this.#waiting.at(-1)?.due ?? 0);
    this.#waiting.push({ due, go });
    this.#timer ??= setTimeout(() => this.#next(), ms);
  }

  /** All of it, at once. */
  flush(): void {
    this.#stop();
    for (const { go } of this.#waiting.splice(0)) go();
  }

  /** None of it. */
  forget(): void {
    this.#stop();
    this.#waiting = [];
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    this.#timer = undefined;
    const now = performance.now();
    // A timer may be early by a fraction of a millisecond.
    while (this.#waiting[0] && this.#waiting[0].due <= now + 0.5) this.#waiting.shift()?.go();
    const [first] = this.#waiting;
    if (first) this.#timer ??= setTimeout(() => this.#next(), first.due - now);
  }
}
