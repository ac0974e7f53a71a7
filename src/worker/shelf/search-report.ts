import type { Hits } from '../../projections/shelf/judge.ts';
import type { OnFound, ShelfFound } from './shelf-remote.ts';

const REST_MS = 100;
/** More for each session found: all of them cross, and are drawn, every time. */
const REST_MS_EACH = 2;

/** What a search has found so far, told while it goes on. */
export class SearchReport {
  total = 0;
  readonly #onfound: OnFound;
  readonly #startedAt = performance.now();
  readonly #found: ShelfFound[] = [];
  readonly #unread: string[] = [];
  #hitCount = 0;
  #done = 0;
  #toldAt = -Infinity;

  constructor(onfound: OnFound) {
    this.#onfound = onfound;
  }

  /** `hits`: undefined where the session does not match. */
  examined(key: string, hits: Hits | undefined): void {
    this.#done++;
    if (!hits) return;
    this.#hitCount += hits.hitCount;
    this.#found.push({ key, hits: hits.hits, hitCount: hits.hitCount });
  }

  /** The disk did not give all of its log. */
  unread(name: string): void {
    this.#unread.push(name);
  }

  /** At most ten times a second; only ever more is found, and what was told before stands as it was. */
  tell(): void {
    if (performance.now() - this.#toldAt >= REST_MS + REST_MS_EACH * this.#found.length) void this.#tell(false);
  }

  /** Until the page has heard it: an answer to its question would overtake what was told. */
  async end(): Promise<void> {
    await this.#tell(true);
  }

  #tell(isOver: boolean): void | Promise<void> {
    this.#toldAt = performance.now();
    return this.#onfound({
      found: [...this.#found],
      hitCount: this.#hitCount,
      progress: { done: this.#done, total: this.total },
      elapsedMs: this.#toldAt - this.#startedAt,
      isOver,
      unread: [...this.#unread],
    });
  }
}
