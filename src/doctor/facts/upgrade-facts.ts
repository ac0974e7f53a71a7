import type { Entry } from '../../session/entry.ts';
import { Sightings } from './sightings.ts';

/** How far the upgrade of the present session, or of the last one, got. */
export class UpgradeFacts {
  readonly failed = new Sightings();
  /** From the client's turning to the other transport to its failure. */
  tookMs: number | undefined;
  #startedAt: number | undefined;

  begin(at: number): void {
    this.#startedAt ??= at;
  }

  fail(entry: Entry): void {
    if (this.failed.count === 0 && this.#startedAt !== undefined) this.tookMs = entry.event.at - this.#startedAt;
    this.failed.see(entry);
  }

  /** A new session, or the upgrade went well. */
  clear(): void {
    this.failed.clear();
    this.tookMs = undefined;
    this.#startedAt = undefined;
  }
}
