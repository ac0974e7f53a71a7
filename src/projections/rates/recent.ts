const WINDOW_MS = 2000;

/** How often a second of late, by number, from two windows of each: the one that runs, and what is left of the one before. */
export class Recent {
  #window = new Int32Array(16);
  #counts = new Float64Array(16);
  #before = new Float64Array(16);

  add(number: number, at: number, amount: number): void {
    if (number >= this.#window.length) this.#grow(number);
    const window = Math.floor(at / WINDOW_MS);
    const passed = window - (this.#window[number] ?? 0);
    if (passed > 0) {
      this.#before[number] = passed === 1 ? (this.#counts[number] ?? 0) : 0;
      this.#counts[number] = 0;
      this.#window[number] = window;
    }
    this.#counts[number] = (this.#counts[number] ?? 0) + amount;
  }

  perSecond(number: number, now: number): number {
    const window = Math.floor(now / WINDOW_MS);
    const passed = window - (this.#window[number] ?? 0);
    if (passed > 1 || number >= this.#window.length) return 0;
    const share = now / WINDOW_MS - window;
    const counted = this.#counts[number] ?? 0;
    if (passed === 1) return (counted * (1 - share) * 1000) / WINDOW_MS;
    const before = this.#before[number] ?? 0;
    // In a session's first window nothing came before it: what counts is the time that has passed.
    if (window === 0) return (counted * 1000) / Math.max(1000, now);
    return ((before * (1 - share) + counted) * 1000) / WINDOW_MS;
  }

  #grow(number: number): void {
    const size = Math.max(number + 1, this.#window.length * 2);
    const window = new Int32Array(size);
    const counts = new Float64Array(size);
    const before = new Float64Array(size);
    window.set(this.#window);
    counts.set(this.#counts);
    before.set(this.#before);
    [this.#window, this.#counts, this.#before] = [window, counts, before];
  }
}
