const PAGE_IDS = 1024;
/** Four million ids that follow each other; of more, the oldest are forgotten. */
const PAGES_KEPT = 4096;

/** Acknowledgement ids. They mostly follow each other, so each takes a bit. */
export class IdSet {
  readonly #pages = new Map<number, Uint32Array>();

  has(id: number): boolean {
    const bit = id % PAGE_IDS;
    return ((this.#pages.get(Math.floor(id / PAGE_IDS))?.[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  add(id: number): void {
    const number = Math.floor(id / PAGE_IDS);
    const page = this.#pages.get(number) ?? this.#newPage(number);
    const bit = id % PAGE_IDS;
    page[bit >>> 5] = (page[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  delete(id: number): void {
    const page = this.#pages.get(Math.floor(id / PAGE_IDS));
    const bit = id % PAGE_IDS;
    if (page) page[bit >>> 5] = (page[bit >>> 5] ?? 0) & ~(1 << (bit & 31));
  }

  #newPage(number: number): Uint32Array {
    const page = new Uint32Array(PAGE_IDS / 32);
    this.#pages.set(number, page);
    if (this.#pages.size > PAGES_KEPT) {
      for (const oldest of this.#pages.keys()) {
        this.#pages.delete(oldest);
        break;
      }
    }
    return page;
  }
}
