import { expect, test } from 'vitest';
import { Notes, withNote } from '../../../src/projections/notes.ts';
import { seq } from '../../../src/session/entry.ts';
import type { Note } from '../../../src/session/header.ts';

const row = (position: number, part = 0) => ({ seq: seq(position), part });
const some: readonly Note[] = [
  { seq: 7, text: 'freezes here', more: { by: 'Ada' } },
  { seq: 2, part: 1, text: '' },
];

test('a note belongs to one row of an entry, and an empty one is a mark', () => {
  const notes = new Notes(some);
  expect(notes.of(row(7))).toBe('freezes here');
  expect(notes.of(row(2))).toBeUndefined();
  expect(notes.of(row(2, 1))).toBe('');
  expect(notes.rows).toEqual([row(2, 1), row(7)]);
});

test('writing a note replaces the row’s own, keeps what others wrote into it, and leaves the rest', () => {
  expect(withNote(some, row(7), 'thaws')).toEqual([
    { seq: 2, part: 1, text: '' },
    { seq: 7, text: 'thaws', more: { by: 'Ada' } },
  ]);
  expect(withNote(some, row(7, 2), 'new')).toContainEqual({ seq: 7, part: 2, text: 'new' });
  expect(withNote(some, row(2, 1), undefined)).toEqual([some[0]]);
});

test('several notes that a file has on one entry are read as one', () => {
  const notes = new Notes([
    { seq: 1, text: 'a' },
    { seq: 1, text: 'b' },
  ]);
  expect([notes.size, notes.of(row(1))]).toEqual([1, 'a · b']);
  expect(
    withNote(
      [
        { seq: 1, text: 'a' },
        { seq: 1, text: 'b' },
      ],
      row(1),
      'c',
    ),
  ).toEqual([{ seq: 1, text: 'c' }]);
});
