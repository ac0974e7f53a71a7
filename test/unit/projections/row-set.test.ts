import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOfKey, rowKeyOf, RowSet } from '../../../src/projections/row-set.ts';
import type { RowId } from '../../../src/projections/row.ts';
import { seq } from '../../../src/session/entry.ts';

const id = fc.tuple(fc.nat(12), fc.nat(3)).map(([position, part]): RowId => ({ seq: seq(position), part }));
const ids = fc.array(id, { maxLength: 20 });
const keysOf = (rows: readonly RowId[]) => [...new Set(rows.map(rowKeyOf))].sort((a, b) => a - b);

test('a key is a row’s name, as far as logs and bodies go', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 21 - 1), (position, part) => {
      const row = { seq: seq(position), part };
      const key = rowKeyOf(row);
      expect(Number.isSafeInteger(key)).toBe(true);
      expect(idOfKey(key)).toEqual(row);
    }),
  );
});

test('it holds what a set would hold, in the log’s order', () => {
  fc.assert(
    fc.property(ids, ids, id, (some, others, one) => {
      const joined = RowSet.of(...some).with(RowSet.of(...others));
      expect([...joined.keys]).toEqual(keysOf([...some, ...others]));
      expect(joined.has(one)).toBe(keysOf([...some, ...others]).includes(rowKeyOf(one)));
      expect([...joined.without(one).keys]).toEqual(
        keysOf([...some, ...others]).filter((key) => key !== rowKeyOf(one)),
      );
    }),
  );
});

test('the nearest row of a set is found on either side', () => {
  const rows = RowSet.of({ seq: seq(4), part: 0 }, { seq: seq(9), part: 2 });
  expect(rows.nearest({ seq: seq(1), part: 0 })).toEqual({ seq: 4, part: 0 });
  expect(rows.nearest({ seq: seq(8), part: 0 })).toEqual({ seq: 9, part: 2 });
  expect(rows.nearest({ seq: seq(20), part: 0 })).toEqual({ seq: 9, part: 2 });
  expect(RowSet.empty.nearest({ seq: seq(1), part: 0 })).toBeUndefined();
});
