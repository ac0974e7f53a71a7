/** When a line was printed: an instant, or the time since the line before of the same namespace. Milliseconds. */
export type DebugTime = { readonly kind: 'instant' | 'time-of-day' | 'since'; readonly ms: number };

export type DebugLine = {
  readonly time: DebugTime | undefined;
  /** `engine:ws`, `socket.io-parser`, … */
  readonly namespace: string;
  readonly message: string;
};

const ESCAPES = /\x1b\[[0-9;]*m/g;
// Whatever stands before: a time, a container's name, the file and line that a browser's console prints.
const LINE =
  /^(.*?)(?:^|[\s|])(engine(?:\.io-client)?(?::[a-z-]+)?|socket\.io(?:-client|-parser|-protocol)?(?::[a-z-]+)?) (.+)$/;
const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;
const RFC = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/;
const OF_DAY = /\b(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,3}))?\b/;
const SINCE = / \+(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Undefined for what another program printed. */
export function readDebugLine(line: string): DebugLine | undefined {
  const [, before = '', namespace, rest = ''] =
    LINE.exec(line.includes('\x1b') ? line.replace(ESCAPES, '') : line) ?? [];
  if (namespace === undefined) return undefined;
  const [since = '', amount, unit = ''] = SINCE.exec(rest) ?? [];
  const message = since === '' ? rest : rest.slice(0, -since.length);
  const time = timeIn(before) ?? (amount === undefined ? undefined : sinceOf(Number(amount), unit));
  return { time, namespace, message };
}

function sinceOf(amount: number, unit: string): DebugTime {
  return { kind: 'since', ms: amount * (UNIT_MS[unit] ?? 1) };
}

function timeIn(before: string): DebugTime | undefined {
  const [instant] = ISO.exec(before) ?? RFC.exec(before) ?? [];
  if (instant !== undefined) {
    const ms = Date.parse(instant);
    return Number.isNaN(ms) ? undefined : { kind: 'instant', ms };
  }
  const [ofDay, hours, minutes, seconds, fraction = ''] = OF_DAY.exec(before) ?? [];
  if (ofDay === undefined) return undefined;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  return { kind: 'time-of-day', ms };
}
