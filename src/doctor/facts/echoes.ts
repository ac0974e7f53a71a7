import type { Entry } from '../../session/entry.ts';
import { Sightings } from './sightings.ts';

/** Handlers that run twice answer one after the other. */
const TOGETHER_MS = 50;

/** EVENTs that came twice in a row, letter by letter, by how often the connection had been lost before. */
export class Echoes {
  readonly doubled = new Sightings();
  /** EVENTs that came alone since the reconnect. */
  single = 0;
  /** Doubled EVENTs before the first reconnect: then it is the server's way. */
  #doubledBefore = 0;
  #singleBefore = 0;
  #last: string | undefined;
  #lastAt = 0;
  #isSecond = false;

  get singleBefore(): number {
    return this.#singleBefore;
  }

  get wereDoubledBefore(): boolean {
    return this.#doubledBefore > 0;
  }

  /** `json` is the EVENT as it came. */
  received(entry: Entry, json: string, hasReconnected: boolean): void {
    const { at } = entry.event;
    // A third alike begins a new pair.
    const isSecond = !this.#isSecond && this.#last === json && at - this.#lastAt <= TOGETHER_MS;
    if (isSecond) this.#pair(entry, hasReconnected);
    else if (hasReconnected) this.single++;
    else this.#singleBefore++;
    this.#isSecond = isSecond;
    this.#last = json;
    this.#lastAt = at;
  }

  #pair(entry: Entry, hasReconnected: boolean): void {
    if (!hasReconnected) this.#doubledBefore++;
    else {
      this.doubled.see(entry);
      // Its first half had been counted as one that came alone.
      this.single--;
    }
  }
}
