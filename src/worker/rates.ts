type Sample = { readonly atMs: number; readonly sent: number; readonly received: number };

const WINDOW_MS = 1000;

/** Packets a second over the last second, from totals that are read now and then. */
export class Rates {
  #samples: Sample[] = [];

  read(atMs: number, sent: number, received: number): { readonly sent: number; readonly received: number } {
    this.#samples.push({ atMs, sent, received });
    while ((this.#samples[1]?.atMs ?? Infinity) <= atMs - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0];
    const seconds = Math.max(WINDOW_MS, atMs - (first?.atMs ?? atMs)) / 1000;
    return {
      sent: Math.round((sent - (first?.sent ?? sent)) / seconds),
      received: Math.round((received - (first?.received ?? received)) / seconds),
    };
  }
}

/**
 * How long to leave the page alone between two tellings of growth. More than ten a second nobody reads; in a flood the
 * rows go by unread anyway, and each drawing takes time from the connection.
 */
export function restMsAt(packetsPerSecond: number): number {
  if (packetsPerSecond > 10_000) return 400;
  return packetsPerSecond > 2000 ? 200 : 100;
}
