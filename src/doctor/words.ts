/** `45 s`, `1.5 s`, `300 ms`. */
export function shownMs(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 1 : 0)).toLocaleString('en-US')} s`;
}

/** `1,048,576 B`. */
export function shownBytes(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} B`;
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count.toLocaleString('en-US')} times`;
}

/** `1 attempt`, `3 attempts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
