import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathText, valueAt, type Path } from '../../../src/base/paths/path.ts';
import { coversPath, readPath, readPathPattern } from '../../../src/base/paths/path-pattern.ts';

const step = fc.oneof(fc.nat(20), fc.string({ minLength: 1 }));

function covers(pattern: string, path: Path): boolean {
  const read = readPathPattern(pattern);
  if (!read.ok) throw new Error(read.error.message);
  return coversPath(read.value, path);
}

test('what is written of a path is read as the same path, whatever its names', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (path) => {
      expect(readPath(pathText(path))).toEqual({ ok: true, value: path });
    }),
  );
});

test('a path reads like code', () => {
  expect(pathText([0, 'items', 2, 'total'])).toBe('[0].items[2].total');
  expect(pathText([0, 'a name', 'é'])).toBe('[0]["a name"]["é"]');
});

test.each([
  ['[0].at', [0, 'at'], true],
  ['[0].at', [0, 'at', 'deeper'], true],
  ['[0].at', [1, 'at'], false],
  ['[*].at', [7, 'at'], true],
  ['[*].at', ['x', 'at'], false],
  ['*.id', ['id'], true],
  ['*.id', [0, 'a', 3, 'id'], true],
  ['*.id', [0, 'idea'], false],
  ['[0].*.id', [0, 'a', 'b', 'id'], true],
  ['[0].*.id', [1, 'a', 'id'], false],
  ['[0].*', [0, 'a'], true],
  ['[0].*', [0], false],
])('%s means %j: %s', (pattern, path, isMeant) => {
  expect(covers(pattern, path)).toBe(isMeant);
});

test.each([
  ['', 0],
  ['[0', 0],
  ['[0]at', 3],
  ['[0].', 4],
  ['a..b', 2],
  ['[x]', 0],
])('%j is refused at character %i', (text, offset) => {
  expect(readPathPattern(text)).toMatchObject({ ok: false, error: { offset } });
});

test('only own members are found', () => {
  expect(valueAt([{ token: 'T' }], [0, 'token'])).toBe('T');
  expect(valueAt([{}], [0, 'constructor'])).toBeUndefined();
  expect(valueAt([null], [0, 'x', 'y'])).toBeUndefined();
});
