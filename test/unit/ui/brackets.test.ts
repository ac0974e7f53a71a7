import { expect, test } from 'vitest';
import type { Row, RowId } from '../../../src/projections/row.ts';
import { seq } from '../../../src/session/entry.ts';
import { bracketsOf } from '../../../src/ui/timeline/brackets.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';

const id = (position: number): RowId => ({ seq: seq(position), part: 0 });

function row(position: number, more: Partial<Row> = {}): Row {
  return {
    ...id(position),
    index: position,
    at: captureMs(position),
    conn: 1,
    kind: 'EVENT',
    layer: 'socket',
    isUpgrade: false,
    data: '',
    isPending: false,
    ...more,
  };
}

const question = (position: number, answer: number) => row(position, { pair: id(answer), pairEnd: 'question' });
const answer = (position: number, asked: number) => row(position, { pair: id(asked), pairEnd: 'answer' });

function drawn(rows: readonly (Row | undefined)[]): readonly string[] {
  const pieces = bracketsOf(rows, undefined);
  return rows.map((each) =>
    (each ? (pieces.get(`${each.seq}.0`) ?? []) : []).map(({ lane, piece }) => `${lane}${piece}`).join(' '),
  );
}

test('a bracket runs from the question past the rows between to the answer', () => {
  expect(drawn([question(0, 2), row(1), answer(2, 0), row(3)])).toEqual(['0start', '0through', '0end', '']);
});

test('an end out of sight lets the bracket run to that edge', () => {
  expect(drawn([row(10), answer(11, 3), question(12, 40), row(13)])).toEqual([
    '0through',
    '0end',
    '0start',
    '0through',
  ]);
});

test('brackets that overlap stand beside each other, and what finds no room is left out', () => {
  const rows = [question(0, 4), question(1, 5), question(2, 6), question(3, 7), answer(4, 0), answer(5, 1)];
  expect(drawn(rows)).toEqual([
    '0start',
    '0through 1start',
    '0through 1through 2start',
    '0through 1through 2through',
    '0end 1through 2through',
    '1end 2through',
  ]);
});

test('a question that waits has an open bracket', () => {
  expect(drawn([row(0), row(1, { isPending: true })])).toEqual(['', '0open']);
});

test('either end being selected marks the whole bracket', () => {
  const pieces = bracketsOf([question(0, 1), answer(1, 0)], id(1));
  expect([...pieces.values()].flat().every((piece) => piece.isSelected)).toBe(true);
});
