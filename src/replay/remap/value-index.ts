/** A part of a longer text is only taken for a value of this many characters or more: "T1" stands in many words. */
export const SHORTEST_PART = 4;

/** Texts and numbers; nothing else is ever taken for an id. */
export type IdValue = string | number;

export type Occurrence<Entry> = { readonly start: number; readonly end: number; readonly entry: Entry };

/** Values to be found again: as whole values, and texts also within longer ones. */
export class ValueIndex<Entry> {
  readonly #entries = new Map<IdValue, Entry>();
  /** By their first characters, the longest first. */
  readonly #parts = new Map<string, string[]>();

  get size(): number {
    return this.#entries.size;
  }

  get(value: unknown): Entry | undefined {
    return isIdValue(value) ? this.#entries.get(value) : undefined;
  }

  set(value: IdValue, entry: Entry): void {
    if (!this.#entries.has(value) && typeof value === 'string' && value.length >= SHORTEST_PART) this.#addPart(value);
    this.#entries.set(value, entry);
  }

  /** Where `fits` values stand in `text`, from the left, the longest at each place, none over another. */
  within(text: string, fits: (entry: Entry) => boolean): readonly Occurrence<Entry>[] {
    if (this.#parts.size === 0) return [];
    const found: Occurrence<Entry>[] = [];
    for (let start = 0; start + SHORTEST_PART <= text.length; start++) {
      for (const value of this.#parts.get(text.slice(start, start + SHORTEST_PART)) ?? []) {
        const entry = text.startsWith(value, start) ? this.#entries.get(value) : undefined;
        if (entry === undefined || !fits(entry)) continue;
        found.push({ start, end: start + value.length, entry });
        start += value.length - 1;
        break;
      }
    }
    return found;
  }

  #addPart(value: string): void {
    const prefix = value.slice(0, SHORTEST_PART);
    const parts = this.#parts.get(prefix) ?? [];
    parts.push(value);
    parts.sort((a, b) => b.length - a.length);
    this.#parts.set(prefix, parts);
  }
}

export function isIdValue(value: unknown): value is IdValue {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
