// What a person may still read through; the count tells the rest.
const LONGEST = 100;

/** What was wrong with a file, a sentence each, in the order of its lines. */
export class ProblemList {
  readonly #sentences: string[] = [];
  #count = 0;

  add(sentence: string): void {
    this.#count++;
    if (this.#sentences.length < LONGEST) this.#sentences.push(sentence);
  }

  addAt(line: number, problem: string): void {
    this.add(`Line ${line}: ${problem}`);
  }

  /** The first ones. */
  get sentences(): readonly string[] {
    return this.#sentences;
  }

  /** All of them. */
  get count(): number {
    return this.#count;
  }
}
