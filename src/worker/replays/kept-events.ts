import type { EventVerdict } from '../../replay/compare/ledger.ts';

export type KeptEvent = {
  /** Step, over all loops. */
  readonly index: number;
  /** Among the plan's followers; undefined for one that was not recorded. */
  readonly position: number | undefined;
  readonly nsp: string;
  readonly event: string;
  readonly verdict: Exclude<EventVerdict, 'waiting'>;
  /** It is here to be seen, and does not count. */
  readonly isIgnored?: boolean;
  /** Undefined for one that did not come. */
  readonly args?: readonly unknown[];
};

/** Of more events the number is known, but not what they said. */
const MOST_EVENTS = 5000;

/** The events that came during a replay, by the step that they belong to. */
export class KeptEvents {
  readonly #byStep = new Map<number, KeptEvent[]>();
  #count = 0;

  add(event: KeptEvent): void {
    if (this.#count >= MOST_EVENTS) return;
    this.#count++;
    const kept = this.#byStep.get(event.index);
    if (kept) kept.push(event);
    else this.#byStep.set(event.index, [event]);
  }

  of(index: number): readonly KeptEvent[] {
    return this.#byStep.get(index) ?? [];
  }

  *all(): Iterable<KeptEvent> {
    for (const kept of this.#byStep.values()) yield* kept;
  }

  replace(before: KeptEvent, now: KeptEvent): void {
    const kept = this.#byStep.get(before.index) ?? [];
    const place = kept.indexOf(before);
    if (place >= 0) kept[place] = now;
  }
}
