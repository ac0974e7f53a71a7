import process from 'node:process';
import type { BuiltPages } from './built-pages.ts';

export type Figure = {
  readonly name: string;
  readonly text: string;
  /** Absent where the figure only explains another one. */
  readonly budget?: { readonly text: string; readonly isMet: boolean };
};

/** Throws where the app did something wrong: speed does not matter then. */
export type Scenario = (pages: BuiltPages) => Promise<readonly Figure[]>;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printFigures(figures: readonly Figure[]): void {
  for (const { name, text, budget } of figures) {
    const verdict = budget ? `${budget.isMet ? 'within' : 'MISSED'} ${budget.text}` : '';
    say(`  ${name.padEnd(34)} ${text.padEnd(44)} ${verdict}`.trimEnd());
  }
}

export function atMost(name: string, value: number, most: number, unit: string): Figure {
  const budget = { text: `${most} ${unit}`, isMet: value <= most };
  return { name, text: `${rounded(value)} ${unit}`, budget };
}

export function plain(name: string, text: string): Figure {
  return { name, text };
}

/** The nearest-rank percentile; `share` is 0.95 for the 95th. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** `p50 1 · p95 2 · max 3` */
export function spread(values: readonly number[]): string {
  const shown = [percentile(values, 0.5), percentile(values, 0.95), Math.max(...values)].map(rounded);
  return `p50 ${shown[0]} · p95 ${shown[1]} · max ${shown[2]}`;
}

export function fromTo(values: readonly number[]): string {
  return `${rounded(Math.min(...values))}–${rounded(Math.max(...values))}`;
}
