const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** "1,204". */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** "3 rows", "1 row". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "12", "4.2", "0.3": how many a second. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 9.95 || perSecond === 0) return formatCount(perSecond);
  return perSecond < 0.1 ? '<0.1' : perSecond.toFixed(1);
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units and three significant digits: "118 B", "24.6 kB", "1.02 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  for (const unit of BYTE_UNITS) {
    // 999.5 would round to 1,000 of a unit, which is 1 of the next.
    if (value < 999.5 || unit === 'TB') return `${Number(value.toPrecision(3))} ${unit}`;
    value /= 1000;
  }
  return `${bytes} B`;
}

/** "24,576 B": for attachments, whose exact length people compare. */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`;
}

/** "0.4 ms", "14.0 ms", "421 ms", "1,236 ms". */
export function formatMs(ms: number): string {
  return `${formatMsFigure(ms)} ms`;
}

/** The figure of `formatMs` alone, for a column whose head tells the unit. */
export function formatMsFigure(ms: number): string {
  // Adding 0 turns a negative zero into a plain one.
  const tenths = Math.round(ms * 10) / 10 + 0;
  return Math.abs(tenths) < 100 && !Number.isInteger(ms) ? tenths.toFixed(1) : grouped.format(ms + 0);
}

/** How long something has lasted or will last: "1.1 s", "1 min 2 s", "2 h 5 min". */
export function formatSpan(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Session time: "4.118" (seconds), "1:02.500" beyond a minute, "1:02:03" beyond an hour. */
export function formatAt(ms: number): string {
  const whole = Math.round(ms);
  const seconds = Math.floor(whole / 1000);
  const fraction = String(whole % 1000).padStart(3, '0');
  if (seconds < 60) return `${seconds}.${fraction}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}.${fraction}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
