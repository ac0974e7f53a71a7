import { expect, test } from 'vitest';
import type { Row } from '../../../src/projections/row.ts';
import { seq } from '../../../src/session/entry.ts';
import { mergeRows, NO_ROWS } from '../../../src/ui/timeline/row-cache.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';

function row(index: number, more: Partial<Row> = {}): Row {
  return {
    seq: seq(index),
    part: 0,
    index,
    at: captureMs(index),
    conn: 1,
    kind: 'EVENT',
    layer: 'socket',
    isUpgrade: false,
    data: '',
    isPending: false,
    ...more,
  };
}

const all = { from: 0, to: 1000 };

test('a row told again is the known object, unless it says something new', () => {
  const question = row(1, { isPending: true });
  const known = mergeRows(NO_ROWS, [row(0), question], all);
  const answer = { seq: seq(9), part: 0 };
  const merged = mergeRows(known, [row(0), row(1, { pair: answer, pairEnd: 'question' })], all);
  expect(merged.get(0)).toBe(known.get(0));
  expect(merged.get(1)).not.toBe(question);
  expect(merged.get(1)?.pair).toEqual(answer);
});

test('rows far from those in sight are forgotten', () => {
  const known = mergeRows(NO_ROWS, [row(0), row(500)], all);
  const merged = mergeRows(known, [row(501)], { from: 400, to: 600 });
  expect([...merged.keys()]).toEqual([500, 501]);
});

test('another row at the same place replaces the one before', () => {
  const known = mergeRows(NO_ROWS, [row(3)], all);
  const told = { ...row(3), seq: seq(30) };
  expect(mergeRows(known, [told], all).get(3)).toBe(told);
});
