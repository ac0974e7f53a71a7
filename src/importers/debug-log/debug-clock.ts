import type { DebugLine } from './debug-line.ts';

const DAY_MS = 86_400_000;

/** Milliseconds since the first line that has a time. */
export class DebugClock {
  /** Of the first line, since the epoch; undefined where the log tells no date. */
  startedAtMs: number | undefined;
  /** Lines of old versions are told to the second. */
  #now = 0;
  #firstOfDay: number | undefined;
  readonly #lastOf = new Map<string, number>();

  at({ time, namespace }: DebugLine): number {
    if (time) this.#now = Math.max(this.#now, this.#msOf(time, namespace));
    this.#lastOf.set(namespace, this.#now);
    return this.#now;
  }

  #msOf({ kind, ms }: NonNullable<DebugLine['time']>, namespace: string): number {
    switch (kind) {
      case 'since':
        return (this.#lastOf.get(namespace) ?? this.#now) + ms;
      case 'instant':
        this.startedAtMs ??= ms;
        return ms - this.startedAtMs;
      case 'time-of-day': {
        this.#firstOfDay ??= ms;
        const passed = ms - this.#firstOfDay;
        // Past midnight.
        return passed < 0 ? passed + DAY_MS : passed;
      }
    }
  }
}
