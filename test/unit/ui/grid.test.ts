import { expect, test } from 'vitest';
import { BASE_COLUMNS } from '../../../src/ui/timeline/columns/column.ts';
import { gridTemplate } from '../../../src/ui/timeline/columns/grid-template.ts';
import { timeText } from '../../../src/ui/timeline/columns/time-format.ts';
import { readPlace } from '../../../src/ui/timeline/acts/jump-place.ts';
import { actionOf } from '../../../src/ui/timeline/keys.ts';

const frame = { widthPx: 720, timePx: 52, hasSeveral: false };
const base = BASE_COLUMNS.map((id) => ({ id }));

test('the columns at first are those of the guide', () => {
  expect(gridTemplate(base, frame)).toEqual({
    columns:
      '[gutter] 16px [conn] 0px [time] 52px [direction] 74px [kind] 104px [namespace] 68px [event] 62px ' +
      '[data] minmax(40px, 1fr) [size] 58px [transport] 68px',
    clientColumns:
      '[gutter] 16px [conn] 0px [time] 52px [direction] 74px [kind] 104px [namespace] 68px ' +
      '[event] minmax(62px, max-content) [data] minmax(40px, 1fr) [size] 58px [transport] 68px',
    clientEnd: '-1',
    leastPx: 542,
  });
  expect(gridTemplate(base, { ...frame, widthPx: 840 }).columns).toContain('[event] 88px');
});

test('a column that a client’s row fills ends its data, and the event grows only into data beside it', () => {
  const moved = gridTemplate(
    [{ id: 'event' }, { id: 'kind' }, { id: 'data' }, { id: 'size' }, { id: 'seq', px: 99 }],
    frame,
  );
  expect(moved.clientColumns).toContain('[event] 62px [kind] 104px [data] minmax(160px, 1fr) [size] 58px [seq] 99px');
  expect(moved.clientEnd).toBe('seq');
});

test('times count from the start, the row above, the selected row or midnight', () => {
  const startedAt = new Date(2026, 10, 20, 23, 59, 59, 500).getTime();
  const text = (mode: 'start' | 'above' | 'selected' | 'clock', at: number) =>
    timeText(at, 1000, { mode, startedAt, selectedAt: 1421 });
  expect(text('start', 1421)).toBe('1.421');
  expect(text('above', 1421)).toBe('421');
  expect([text('selected', 1000), text('selected', 1421), text('selected', 1421.25)]).toEqual(['−421', '0', '+0.3']);
  expect([text('clock', 0), text('clock', 501)]).toEqual(['23:59:59.500', '00:00:00.001']);
});

test('a place is a seq, a time of the session, or a time of day that the session saw', () => {
  const span = { startedAt: new Date(2026, 10, 20, 10, 15, 2, 120).getTime(), lengthMs: 90_000 };
  const placeOf = (text: string) => {
    const place = readPlace(text, span);
    return place.ok ? place.value : undefined;
  };
  expect(['#38', '38', ' # 38 '].map(placeOf)).toEqual([{ seq: 38 }, { seq: 38 }, { seq: 38 }]);
  expect(['12.5s', '12.5', '1:02', '250 ms', '2m', '1:02.5'].map(placeOf)).toEqual(
    [12_500, 12_500, 62_000, 250, 120_000, 62_500].map((atMs) => ({ atMs })),
  );
  expect(placeOf('10:15:03')).toEqual({ atMs: 880 });
  expect(placeOf('10:15:02')).toEqual({ atMs: 0 });
  expect(placeOf('1:02:03')).toEqual({ atMs: 3_723_000 });
  expect(['', 'soon', '1:2:3:4', '-4', '1e3'].map(placeOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('keys mean the same whatever the case, and Shift where it is said', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(actionOf({ ...none, key: 'N' })).toEqual({ kind: 'next', link: 'event', step: 1 });
  expect(actionOf({ ...none, key: 'N', shiftKey: true })).toEqual({ kind: 'next', link: 'event', step: -1 });
  expect(actionOf({ ...none, key: '1', shiftKey: true })).toEqual({ kind: 'tab', tab: 'message' });
  expect(actionOf({ ...none, key: 'c', metaKey: true })).toEqual({ kind: 'copy' });
  expect(actionOf({ ...none, key: 'c' })).toBeUndefined();
  expect(actionOf({ ...none, key: 'f', ctrlKey: true })).toBeUndefined();
});
