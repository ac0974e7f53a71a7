/** Characters of a pattern by which it is looked up: no pattern may be shorter. */
export const SHORTEST_PATTERN = 6;
const HASH = 0x3fff_ffff;
const FIRST_BITS = 16;
const MOST_BITS = 22;
/** A text like this has no edges: its ends may lie inside a word. */
const DIGITS = /^[\d.]+$/;

export type Match<Tag> = { readonly start: number; readonly end: number; readonly tag: Tag };

type Pattern<Tag> = {
  readonly text: string;
  /** Where in `text` the characters stand by which it is looked up. */
  readonly keyAt: number;
  readonly needsEdges: boolean;
  readonly tag: Tag;
};

/**
 * Finds any of many texts in one pass. Each is looked up by six of its characters, those that fewest others have, so
 * that ten thousand tokens with the same beginning cost no more than one.
 */
export class Matcher<Tag> {
  readonly #known = new Set<string>();
  readonly #buckets = new Map<number, Pattern<Tag>[]>();
  #bits = FIRST_BITS;
  #mayStart = new Uint8Array(1 << FIRST_BITS);

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  add(text: string, tag: Tag): void {
    if (text.length < SHORTEST_PATTERN || this.#known.has(text)) return;
    this.#known.add(text);
    let best = 0;
    let bestHash = 0;
    let fewest = Infinity;
    let hash = 0;
    const end = Math.min(text.length, 64);
    for (let i = 0; i < end && fewest > 0; i++) {
      hash = ((hash << 5) ^ text.charCodeAt(i)) & HASH;
      if (i < SHORTEST_PATTERN - 1) continue;
      const size = this.#buckets.get(hash)?.length ?? 0;
      if (size >= fewest) continue;
      fewest = size;
      best = i - SHORTEST_PATTERN + 1;
      bestHash = hash;
    }
    const pattern = { text, keyAt: best, needsEdges: DIGITS.test(text), tag };
    const bucket = this.#buckets.get(bestHash);
    if (bucket) bucket.push(pattern);
    else this.#buckets.set(bestHash, [pattern]);
    this.#mayStart[slotOf(bestHash, this.#bits)] = 1;
    if (this.#buckets.size > this.#mayStart.length / 64 && this.#bits < MOST_BITS) this.#widen();
  }

  occursIn(text: string): boolean {
    return this.find(text, 1).length > 0;
  }

  /** In the order of their looked-up characters, overlapping ones too; no more than `most`. */
  find(text: string, most = Infinity): readonly Match<Tag>[] {
    const found: Match<Tag>[] = [];
    if (this.isEmpty) return found;
    const { length } = text;
    const mayStart = this.#mayStart;
    const shift = 32 - this.#bits;
    let hash = 0;
    for (let i = 0; i < length; i++) {
      hash = ((hash << 5) ^ text.charCodeAt(i)) & HASH;
      if (mayStart[Math.imul(hash, 0x9e37_79b1) >>> shift] === 0) continue;
      for (const pattern of this.#buckets.get(hash) ?? []) {
        const start = i - SHORTEST_PATTERN + 1 - pattern.keyAt;
        if (start < 0 || !text.startsWith(pattern.text, start)) continue;
        const end = start + pattern.text.length;
        if (pattern.needsEdges && (isDigitAt(text, start - 1) || isDigitAt(text, end))) continue;
        found.push({ start, end, tag: pattern.tag });
        if (found.length >= most) return found;
      }
    }
    return found;
  }

  #widen(): void {
    this.#bits += 2;
    this.#mayStart = new Uint8Array(1 << this.#bits);
    for (const hash of this.#buckets.keys()) this.#mayStart[slotOf(hash, this.#bits)] = 1;
  }
}

function slotOf(hash: number, bits: number): number {
  return Math.imul(hash, 0x9e37_79b1) >>> (32 - bits);
}

function isDigitAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}
