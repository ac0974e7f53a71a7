import { writeValue, type Dialect } from './dialect.ts';
import { isCarrying } from './variables.ts';

/** A longer expression stands at the top under a name, so that the story below can be read. */
export const LONGEST_IN_PLACE = 400;

/** Writes values; what is long it keeps for the top of the program. */
export class Payloads {
  readonly #dialect: Dialect;
  readonly #names = new Map<string, string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  write(value: unknown, depth: number): string {
    const written = writeValue(value, this.#dialect, depth);
    // What an answer gives is not there yet at the top.
    if (written.length <= LONGEST_IN_PLACE || isCarrying(value)) return written;
    const top = writeValue(value, this.#dialect);
    const name = this.#names.get(top) ?? `payload${this.#names.size + 1}`;
    this.#names.set(top, name);
    return name;
  }

  list(values: readonly unknown[], depth: number): string {
    return values.map((value) => this.write(value, depth)).join(', ');
  }

  /** `declare` writes one definition. */
  definitions(declare: (name: string, value: string) => string): readonly string[] {
    return [...this.#names].map(([value, name]) => declare(name, value));
  }
}
