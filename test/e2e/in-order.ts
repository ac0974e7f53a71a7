import { expect } from 'playwright/test';
import type { ShownRow } from './sockscope.ts';

/** A row in words, `>` sent and `<` received: `< ping 3probe`. */
export function inWords({ direction, kind, event, data, via }: ShownRow): string {
  const arrow = { sent: '>', received: '<' }[direction] ?? '-';
  return [arrow, kind, event, data, via].filter((word) => word !== '').join(' ');
}

/** Holds that `expected` stand in `rows` in this order, whatever stands between them. */
export function expectInOrder(rows: readonly ShownRow[], expected: readonly RegExp[]): void {
  const words = rows.map(inWords);
  let from = 0;
  for (const pattern of expected) {
    const at = words.findIndex((text, i) => i >= from && pattern.test(text));
    expect(at, `${String(pattern)} after row ${from} of\n${words.join('\n')}`).not.toBe(-1);
    from = at + 1;
  }
}

/** Holds that no row is earlier than the one above it. */
export function expectTimesInOrder(rows: readonly ShownRow[]): void {
  const times = rows.map(({ time }) => time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.every((time) => Number.isFinite(time))).toBe(true);
}
