const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:?\d\d)$/i;

// Playwright writes -1 where it was told to leave times out.
const EARLIEST_US = 1_000_000;
const LATEST_US = Date.UTC(2100, 0) * 1000;

/** Microseconds since the epoch; undefined for what is no time of these days. */
export function instantUs(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [, fraction = ''] = INSTANT.exec(text) ?? [];
  const ms = Date.parse(text);
  // `Date` keeps milliseconds only; mitmproxy, Playwright and Sockscope write more.
  const beyond = Number(fraction.slice(3, 6).padEnd(3, '0'));
  return usable(ms * 1000 + (Number.isNaN(beyond) ? 0 : beyond));
}

/** Of a WebSocket's message: seconds since the epoch in Chrome and mitmproxy, milliseconds in Playwright. */
export function messageUs(time: unknown): number | undefined {
  if (typeof time !== 'number') return undefined;
  return usable(Math.round(time < 1e11 ? time * 1e6 : time * 1e3));
}

function usable(us: number): number | undefined {
  return us >= EARLIEST_US && us <= LATEST_US ? us : undefined;
}

/** Turns times of the file into milliseconds since the first one that it told. */
export class HarClock {
  zeroUs: number | undefined;

  at(us: number): number {
    this.zeroUs ??= us;
    return (us - this.zeroUs) / 1000;
  }
}
