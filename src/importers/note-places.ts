import type { Note } from '../session/header.ts';

/** Moves notes along with their entries when lines were left out and the rest is numbered anew. */
export class NotePlaces {
  readonly #notes: readonly Note[];
  /** The file's `seq`s that have notes, ascending. */
  readonly #inFile: Float64Array;
  /** Beside each: its `seq` here; -1 while it is not known. */
  readonly #here: Float64Array;
  /** Beside each: the first from there on whose place is not known; read through `#waitingFrom`. */
  readonly #next: Uint32Array;

  constructor(notes: readonly Note[]) {
    this.#notes = notes;
    this.#inFile = Float64Array.from(new Set(notes.map(({ seq }) => seq))).sort();
    this.#here = new Float64Array(this.#inFile.length).fill(-1);
    this.#next = Uint32Array.from({ length: this.#inFile.length + 1 }, (_, i) => i);
  }

  place(inFile: number, here: number): void {
    this.miss(inFile, inFile + 1, here);
  }

  /** The file's entries `from` (inclusive) to `to` (exclusive) are missing; their notes go to the next one. */
  miss(from: number, to: number, here: number): void {
    if (from >= to || this.#notes.length === 0) return;
    for (let i = this.#waitingFrom(this.#firstFrom(from)); (this.#inFile[i] ?? to) < to; i = this.#waitingFrom(i)) {
      this.#here[i] = here;
      this.#next[i] = i + 1;
    }
  }

  /** All notes. One that stood beyond the file's last entry stays as far beyond. */
  notes(nextInFile: number, nextHere: number): readonly Note[] {
    const shift = nextHere - nextInFile;
    return this.#notes.map((note) => {
      const here = this.#here[this.#firstFrom(note.seq)] ?? -1;
      const seq = here < 0 ? Math.max(0, note.seq + shift) : here;
      return seq === note.seq ? note : { ...note, seq };
    });
  }

  #firstFrom(inFile: number): number {
    let low = 0;
    let high = this.#inFile.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#inFile[middle] ?? 0) < inFile) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A file may jump to and fro a million times over a hundred thousand notes: what is placed is skipped at once. */
  #waitingFrom(start: number): number {
    let end = start;
    for (let next = this.#next[end] ?? end; next !== end; next = this.#next[end] ?? end) end = next;
    for (let i = start; i !== end;) {
      const next = this.#next[i] ?? end;
      this.#next[i] = end;
      i = next;
    }
    return end;
  }
}
