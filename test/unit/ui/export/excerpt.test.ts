import { expect, test } from 'vitest';
import { excerpt } from '../../../../src/ui/export/preview/excerpt.ts';

function drawn(text: string, marks: readonly [number, number][], most?: number): string {
  const stretches = marks.map(([start, end]) => ({ start, end }));
  const pieces = excerpt(text, stretches, most);
  return pieces.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text)).join('');
}

test('marks stand where they were found, in whatever order they come', () => {
  expect(
    drawn('user kim, token x', [
      [16, 17],
      [5, 8],
    ]),
  ).toBe('user [kim], token [x]');
  expect(drawn('kim', [[0, 3]])).toBe('[kim]');
  expect(drawn('nothing', [])).toBe('nothing');
});

test('a long text is cut around its first mark', () => {
  const text = `${'a'.repeat(1000)}kim${'b'.repeat(1000)}`;
  expect(drawn(text, [[1000, 1003]], 20)).toBe(`…aaaaa[kim]${'b'.repeat(12)}…`);
  expect(drawn(text, [[0, 2003]], 20)).toBe(`[${'a'.repeat(20)}]…`);
  expect(drawn(text, [], 20)).toBe(`${'a'.repeat(20)}…`);
  expect(drawn(`${'a'.repeat(100)}kim`, [[100, 103]], 20)).toBe(`…${'a'.repeat(17)}[kim]`);
});

test('marks that overlap are told once', () => {
  expect(
    drawn('abcdef', [
      [1, 4],
      [2, 5],
    ]),
  ).toBe('a[bcd][e]f');
});
