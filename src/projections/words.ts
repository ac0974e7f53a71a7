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

/** "1st", "2nd", "3rd", "11th", "1,021st". */
export function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const end = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${grouped(count, 0)}${end}`;
}
