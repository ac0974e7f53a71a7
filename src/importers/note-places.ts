import type { Note } from '../session/header.ts';

/** Moves notes along with their entries when lines were left out and the rest is numbered anew. */
export class NotePlaces {
  readonly #notes: readonly Note[];
  /** By the file's `seq` of an entry with a note: its `seq` here, once known. */
  readonly #places = new Map<number, number>();
  readonly #waiting: Set<number>;

  constructor(notes: readonly Note[]) {
    this.#notes = notes;
    this.#waiting = new Set(notes.map(({ seq }) => seq));
  }

  place(inFile: number, here: number): void {
    if (this.#waiting.delete(inFile)) this.#places.set(inFile, here);
  }

  /** The file's entries `from` (inclusive) to `to` (exclusive) are missing; their notes go to the next one. */
  miss(from: number, to: number, here: number): void {
    for (const inFile of this.#waiting) if (inFile >= from && inFile < to) this.place(inFile, here);
  }

  /** All notes. One that stood beyond the file's last entry stays as far beyond. */
  notes(nextInFile: number, nextHere: number): readonly Note[] {
    const shift = nextHere - nextInFile;
    return this.#notes.map((note) => {
      const seq = this.#places.get(note.seq) ?? Math.max(0, note.seq + shift);
      return seq === note.seq ? note : { ...note, seq };
    });
  }
}
