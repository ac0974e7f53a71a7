import { expect, test } from 'vitest';
import { shapeLines } from '../../../src/projections/catalogue/shape-lines.ts';
import { Members } from '../../../src/projections/catalogue/shape.ts';
import { withValue } from '../../../src/ui/composer/editor/file-text.ts';
import { keyPlace } from '../../../src/ui/composer/editor/key-place.ts';
import { knownKeys } from '../../../src/ui/composer/editor/known-keys.ts';

test('a place where a key is typed is known by what leads to it', () => {
  expect(keyPlace('[1, {"a": "b", "')).toEqual({ path: ['[1]'], from: 16 });
  expect(keyPlace('[{"it\\u0065ms": [[], {"id": {"x')).toEqual({ path: ['[0]', 'items', '[*]', 'id'], from: 30 });
  expect(keyPlace('[{"a": "')).toBeUndefined();
  expect(keyPlace('["')).toBeUndefined();
  expect(keyPlace('[{"a":{}}, "')).toBeUndefined();
  expect(keyPlace('[{"a": {{token}}, "')).toEqual({ path: ['[0]'], from: 19 });
});

test('what was seen at a place is offered there', () => {
  const members = new Members();
  const args = ['x', { room: 'north', items: [{ sku: 1, tags: ['a'] }], at: { x: 1 } }];
  members.learn(
    args.map((arg, i) => [`[${i}]`, arg] as const),
    '',
    () => undefined,
    0,
  );
  const lines = shapeLines(members, '', new Set());
  const names = (...path: string[]) => knownKeys(lines, path).map(({ name }) => name);
  expect(names('[1]')).toEqual(['room', 'items', 'at']);
  expect(names('[1]', 'items', '[*]')).toEqual(['sku', 'tags']);
  expect(names('[1]', 'at')).toEqual(['x']);
  expect(names('[0]')).toEqual([]);
  expect(names('[1]', 'nowhere')).toEqual([]);
});

test('a file put between values is set apart from them', () => {
  const put = (text: string) => withValue(text.replace('|', ''), text.indexOf('|'), text.indexOf('|'), 'B');
  expect(put('[|]')).toBe('[B]');
  expect(put('["a",| "b"]')).toBe('["a",B, "b"]');
  expect(put('["a"|]')).toBe('["a", B]');
  expect(put('["a"|, 1]')).toBe('["a", B, 1]');
  expect(put('[{"image": |}]')).toBe('[{"image": B}]');
  expect(put('|')).toBe('[B]');
});

test('a file dropped beside the list, or onto a text, stands in the list', () => {
  const put = (text: string) => withValue(text.replace('|', ''), text.indexOf('|'), text.indexOf('|'), 'B');
  expect(put('["x"]|')).toBe('["x", B]');
  expect(put('["x"]\n  |')).toBe('["x", B]\n  ');
  expect(put('|["x"]')).toBe('[B, "x"]');
  expect(put('["x]|[y"]')).toBe('["x][y", B]');
  expect(put('["a\\"|b", 1]')).toBe('["a\\"b", B, 1]');
  expect(put('[12|3, true]')).toBe('[123, B, true]');
  expect(put('[{"a": tr|ue}]')).toBe('[{"a": true, B}]');
});
