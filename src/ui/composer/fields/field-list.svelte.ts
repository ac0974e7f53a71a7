import type { Field } from './field-kinds.ts';
import { readFields } from './read-fields.ts';
import { writeFields } from './write-fields.ts';

/** A field with a name that it keeps while it moves. */
export type Line = Field & { readonly id: number };

/** The arguments as separate fields. The JSON text stays the draft: this is another way to write it. */
export class FieldList {
  readonly #args: () => string;
  readonly #onchange: (args: string) => void;
  #lines = $state.raw<readonly Line[]>([]);
  /** The text that the lines make. */
  #written = $state.raw<string>();
  #ids = 0;

  constructor(args: () => string, onchange: (args: string) => void) {
    this.#args = args;
    this.#onchange = onchange;
  }

  readonly #read = $derived.by(() => {
    const args = this.#args();
    // As they were typed, flawed or not, as long as nobody else has changed the text.
    return args === this.#written ? undefined : readFields(args);
  });

  /** Why the text cannot be taken apart. */
  get problem(): string | undefined {
    return this.#read && !this.#read.ok ? this.#read.error : undefined;
  }

  readonly lines: readonly Line[] = $derived.by(() => {
    if (!this.#read) return this.#lines;
    return this.#read.ok ? this.#read.value.map((field, place) => ({ ...field, id: -1 - place })) : [];
  });

  change(id: number, field: Field): void {
    this.#write(this.lines.map((line) => (line.id === id ? { ...field, id } : line)));
  }

  /** Behind the last; the ids of the new. */
  add(fields: readonly Field[]): readonly number[] {
    const added = fields.map((field) => ({ ...field, id: ++this.#ids }));
    this.#write([...this.lines, ...added]);
    return added.map(({ id }) => id);
  }

  remove(id: number): void {
    this.#write(this.lines.filter((line) => line.id !== id));
  }

  move(id: number, step: 1 | -1): void {
    const from = this.lines.findIndex((line) => line.id === id);
    const line = this.lines[from];
    const to = from + step;
    if (line && to >= 0 && to < this.lines.length) this.#write(this.lines.toSpliced(from, 1).toSpliced(to, 0, line));
  }

  #write(lines: readonly Line[]): void {
    this.#lines = lines;
    this.#written = writeFields(lines);
    this.#onchange(this.#written);
  }
}
