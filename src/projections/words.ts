/** Figures as text, the same wherever a projection speaks: "0.6 ms", "3,992 ms", "12.4 s". */
export function msText(ms: number): string {
  if (Math.abs(ms) >= 10_000) return `${grouped(ms / 1000, 1)} s`;
  return `${grouped(ms, Math.abs(ms) < 10 ? 1 : 0)} ms`;
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, 0)} ${count === 1 ? one : many}`;
}

/** The point as decimal mark and commas between thousands, on every machine. */
export function grouped(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
