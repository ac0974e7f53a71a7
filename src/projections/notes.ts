import type { Note } from '../session/header.ts';
import { seq } from '../session/entry.ts';
import { idOfKey, rowKeyOf } from './row-set.ts';
import type { RowId } from './row.ts';

/** What a person says of rows. An empty text is a mark. */
export class Notes {
  readonly #texts: ReadonlyMap<number, string>;
  /** Keys of the rows that have one, ascending. */
  readonly #keys: Float64Array;

  constructor(notes: readonly Note[]) {
    const texts = new Map<number, string>();
    for (const note of notes) {
      const key = rowKeyOf(rowOf(note));
      const before = texts.get(key);
      texts.set(key, before ? `${before} · ${note.text}` : note.text);
    }
    this.#texts = texts;
    this.#keys = Float64Array.from(texts.keys()).sort();
  }

  get size(): number {
    return this.#texts.size;
  }

  of(row: RowId): string | undefined {
    return this.#texts.get(rowKeyOf(row));
  }

  isSameAs(other: Notes): boolean {
    return this.size === other.size && [...this.#texts].every(([key, text]) => other.#texts.get(key) === text);
  }

  /** In the log's order. */
  get rows(): readonly RowId[] {
    return Array.from(this.#keys, idOfKey);
  }
}

function rowOf({ seq: position, part = 0 }: Note): RowId {
  return { seq: seq(position), part };
}

/** `notes` with `text` as the one of `row`; without any where undefined. */
export function withNote(notes: readonly Note[], row: RowId, text: string | undefined): readonly Note[] {
  const isOfRow = (note: Note): boolean => note.seq === row.seq && (note.part ?? 0) === row.part;
  const known = notes.find(isOfRow);
  const others = notes.filter((note) => !isOfRow(note));
  if (text === undefined) return others;
  const note: Note = { ...known, seq: row.seq, ...(row.part > 0 ? { part: row.part } : {}), text };
  return [...others, note].toSorted((a, b) => a.seq - b.seq || (a.part ?? 0) - (b.part ?? 0));
}
