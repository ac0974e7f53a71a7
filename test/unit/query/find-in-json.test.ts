import { expect, test } from 'vitest';
import { findInJson, type ArgumentsForm } from '../../../src/projections/query/search/find-in-json.ts';
import { pathFrom } from '../../../src/projections/query/language/path.ts';
import { valueTest } from '../../../src/projections/query/language/value-test.ts';

function finds(json: string, path: string, value = '*', form: ArgumentsForm = 'named'): boolean {
  const [steps, test] = [pathFrom(path, 0), valueTest(value, 0)];
  if (!steps.ok || !test.ok) throw new Error(`${path}:${value} cannot be read`);
  return findInJson(json, 0, form, steps.value, test.value.test);
}

test('an event’s name is no argument, and what stands alone is the first', () => {
  expect(finds('["a",1]', 'arg[0]', '1')).toBe(true);
  expect(finds('["a",1]', '$', 'a')).toBe(false);
  expect(finds('["a",1]', '$[0]', '1')).toBe(true);
  expect(finds('["a",1]', 'arg[0]', 'a', 'array')).toBe(true);
  expect(finds('{"sid":"a"}', 'arg[0].sid', 'a', 'alone')).toBe(true);
  expect(finds('"no"', 'arg[0]', 'no', 'alone')).toBe(true);
  expect(finds('"no"', '$', 'no', 'alone')).toBe(true);
  expect(finds('{"sid":"a"}', 'arg[1].sid', 'a', 'alone')).toBe(false);
});

test('keys and strings are compared as they are meant, not as they are written', () => {
  expect(finds(String.raw`["a",{"\u0074oken":"\u0061"}]`, '$.token', 'a')).toBe(true);
  expect(finds(String.raw`["a",{"a\"b":1}]`, String.raw`$["a\"b"]`, '1')).toBe(true);
  expect(finds('["a",{"tokens":1}]', '$.token')).toBe(false);
  expect(finds('["a",[7.0, 1e2]]', '$', '7,100')).toBe(true);
  expect(finds('["a","7"]', 'arg[0]', '>6')).toBe(false);
  expect(finds('["a",{"x":"]}\\","},2]', 'arg[1]', '2')).toBe(true);
  expect(finds('["a", { } , [ ] , 3 ]', 'arg[2]', '3')).toBe(true);
});

test('any depth is walked through once, and none is too deep', () => {
  const deep = 200_000;
  const nested = `["a",${'{"a":['.repeat(deep)}1${']}'.repeat(deep)}]`;
  expect(finds(nested, '$.a[0].a[0].b')).toBe(false);
  expect(finds(nested, '$.a[0]', '1')).toBe(true);
  expect(finds(nested, 'arg[1]')).toBe(false);
});
