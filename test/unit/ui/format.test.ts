import { expect, test } from 'vitest';
import {
  formatAt,
  formatBytes,
  formatCount,
  formatExactBytes,
  formatMs,
  formatMsFigure,
  formatPlural,
  formatSpan,
} from '../../../src/ui/format.ts';

test('counts are grouped by thousands', () => {
  expect(formatCount(0)).toBe('0');
  expect(formatCount(1204)).toBe('1,204');
  expect(formatCount(1_024_510)).toBe('1,024,510');
  expect(formatPlural(1, 'row')).toBe('1 row');
  expect(formatPlural(1204, 'row')).toBe('1,204 rows');
  expect(formatPlural(2, 'entry', 'entries')).toBe('2 entries');
});

test('bytes have decimal units and three significant digits', () => {
  expect(formatBytes(0)).toBe('0 B');
  expect(formatBytes(118)).toBe('118 B');
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(1000)).toBe('1 kB');
  expect(formatBytes(24_576)).toBe('24.6 kB');
  expect(formatBytes(103_000)).toBe('103 kB');
  expect(formatBytes(1_020_000)).toBe('1.02 MB');
  expect(formatBytes(1_000_000)).toBe('1 MB');
  expect(formatBytes(9_600_000_000)).toBe('9.6 GB');
  expect(formatBytes(5e15)).toBe('5000 TB');
});

test('a size just under a unit rounds into that unit', () => {
  expect(formatBytes(999_499)).toBe('999 kB');
  expect(formatBytes(999_500)).toBe('1 MB');
});

test('an exact size keeps every byte', () => {
  expect(formatExactBytes(24_576)).toBe('24,576 B');
});

test('milliseconds show tenths below a hundred and none above', () => {
  expect(formatMs(0.4)).toBe('0.4 ms');
  expect(formatMs(14.02)).toBe('14.0 ms');
  expect(formatMs(99.96)).toBe('100 ms');
  expect(formatMs(421.4)).toBe('421 ms');
  expect(formatMs(1236)).toBe('1,236 ms');
  expect(formatMs(-20.06)).toBe('-20.1 ms');
  expect(formatMsFigure(5)).toBe('5');
  expect(formatMsFigure(3995.2)).toBe('3,995');
});

test('a span reads in seconds, then minutes, then hours', () => {
  expect(formatSpan(1100)).toBe('1.1 s');
  expect(formatSpan(59_940)).toBe('59.9 s');
  expect(formatSpan(59_960)).toBe('1 min 0 s');
  expect(formatSpan(62_000)).toBe('1 min 2 s');
  expect(formatSpan(3_599_900)).toBe('1 h 0 min');
  expect(formatSpan(7_500_000)).toBe('2 h 5 min');
});

test('session time is in seconds to the millisecond, with minutes beyond one and hours beyond one', () => {
  expect(formatAt(0)).toBe('0.000');
  expect(formatAt(4118)).toBe('4.118');
  expect(formatAt(4118.4)).toBe('4.118');
  expect(formatAt(59_999.4)).toBe('59.999');
  expect(formatAt(59_999.6)).toBe('1:00.000');
  expect(formatAt(62_500)).toBe('1:02.500');
  expect(formatAt(3_599_999)).toBe('59:59.999');
  expect(formatAt(3_600_000)).toBe('1:00:00');
  expect(formatAt(3_723_900)).toBe('1:02:03');
});
