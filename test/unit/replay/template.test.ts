import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { asTemplate, fillTemplate, variableNames, withStandIns } from '../../../src/replay/template.ts';

const VALUES: Readonly<Record<string, string>> = { name: 'Kim "K"', id: '42', list: '[1,2]', $uuid: 'u-1', größe: 'x' };
const source = (name: string) => VALUES[name];

function filled(text: string, form: 'json' | 'text' = 'json'): string {
  const outcome = fillTemplate(text, source, form);
  return outcome.ok ? outcome.value : `flaw at ${outcome.error.offset}: ${outcome.error.message}`;
}

describe('filling a template', () => {
  it.each([
    ['["hello {{name}}"]', '["hello Kim \\"K\\""]'],
    ['[{{id}}, "{{id}}"]', '[42, "42"]'],
    ['[{{name}},{{list}}]', '["Kim \\"K\\"",[1,2]]'],
    ['[{"a":{"b":{{id}}}}]', '[{"a":{"b":42}}]'],
    ['["\\"{{id}}", {{ id }}]', '["\\"42", 42]'],
    ['["{{größe}}{{$uuid}}"]', '["xu-1"]'],
    ['["\\{{name}}"]', '["{{name}}"]'],
    ['["\\\\{{id}}"]', '["\\\\42"]'],
    ['["{{ 1 + 1 }} {{}} {{a b}} {x}"]', '["{{ 1 + 1 }} {{}} {{a b}} {x}"]'],
    ['["a", "{{nobody}}"]', 'flaw at 7: no variable is named nobody'],
    ['', ''],
  ])('of JSON: %s', (text, expected) => expect(filled(text)).toBe(expected));

  it.each([
    ['room:{{id}}', 'room:42'],
    ['\\{{id}}', '{{id}}'],
    ['\\\\{{id}}', '\\42'],
  ])('of text: %s', (text, expected) => expect(filled(text, 'text')).toBe(expected));
});

test('the names are those that are used', () => {
  expect(variableNames('["{{b}} \\{{no}} {{ a }}", {{b}}]', 'json')).toEqual(['b', 'a']);
});

const bracy = fc
  .array(fc.constantFrom('{{', '}}', 'name', 'id', '\\', '"', ' ', '{', 'x', 'é'), { maxLength: 14 })
  .map((pieces) => pieces.join(''));

test('any text, and any JSON, has a template that is filled to just that', () => {
  fc.assert(
    fc.property(bracy, (text) => {
      expect(filled(asTemplate(text, 'text'), 'text')).toBe(text);
      const json = JSON.stringify([text, { [text]: 1 }]);
      expect(filled(asTemplate(json, 'json'))).toBe(json);
    }),
  );
});

test('a text without variables comes back as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'));
      expect(filled(text)).toBe(text);
      expect(filled(text, 'text')).toBe(text);
    }),
  );
});

test('stand-ins make JSON of a template, with every place kept', () => {
  const template = '["{{name}} \\{{x}}", {{id}}, {"k": {{list}}}]';
  const sketch = withStandIns(template);
  expect(sketch).toHaveLength(template.length);
  expect(JSON.parse(sketch)).toEqual([`${'_'.repeat(8)} ${'_'.repeat(6)}`, '_'.repeat(4), { k: '_'.repeat(6) }]);
  expect(withStandIns('[{{id}} oops]').indexOf('oops')).toBe(8);
});
