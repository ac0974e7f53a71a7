/** Gives each distinct name a small number, so that a column of names is a column of numbers. 0 is no name. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [''];

  get count(): number {
    return this.#texts.length;
  }

  numberOf(name: string | undefined): number {
    if (name === undefined) return 0;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#texts.push(name) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  textOf(number: number): string | undefined {
    return number === 0 ? undefined : this.#texts[number];
  }

  all(): readonly string[] {
    return this.#texts.slice(1);
  }
}
