import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArguments, writeArguments } from '../../../src/protocol/socketio/binary-json.ts';
import { FIELD_KINDS } from '../../../src/ui/composer/fields/field-kinds.ts';
import { readFields } from '../../../src/ui/composer/fields/read-fields.ts';
import { flawOf, rewritten, writeFields } from '../../../src/ui/composer/fields/write-fields.ts';

function fields(args: string) {
  const outcome = readFields(args);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

test('each argument becomes a field of its own kind', () => {
  expect(fields('["a\\n", 1.50, true, null, {"a":[1]}, {"$binary":"AQI="}, [], {{token}}, "{{name}}"]')).toEqual([
    { kind: 'text', text: 'a\n' },
    { kind: 'number', text: '1.50' },
    { kind: 'word', text: 'true' },
    { kind: 'word', text: 'null' },
    { kind: 'json', text: '{"a":[1]}' },
    { kind: 'hex', text: '01 02' },
    { kind: 'json', text: '[]' },
    { kind: 'json', text: '{{token}}' },
    { kind: 'text', text: '{{name}}' },
  ]);
  expect(fields('')).toEqual([]);
  expect(readFields('[1,]')).toMatchObject({ error: expect.stringMatching(/^line 1, column 4/) });
});

const bytes = fc.uint8Array({ maxLength: 200 });
const argument = fc.oneof(fc.jsonValue({ maxDepth: 5 }), fc.string({ unit: 'binary' }), bytes);

test('as fields and back, arguments are the same', () => {
  fc.assert(
    fc.property(fc.array(argument), (args) => {
      const text = writeArguments(args);
      expect(readArguments(writeFields(fields(text)))).toEqual(readArguments(text));
      expect(fields(text).map(flawOf)).toEqual(args.map(() => undefined));
    }),
  );
});

test('bytes are the same however they are written', () => {
  fc.assert(
    fc.property(bytes, fc.shuffledSubarray([...FIELD_KINDS.slice(4)]), (value, kinds) => {
      const [first] = fields(writeArguments([value]));
      const last = kinds.reduce((field, kind) => rewritten(field, kind) ?? field, first!);
      expect(readArguments(writeFields([last]))).toEqual({ ok: true, value: [value] });
    }),
  );
});

test('a flawed field keeps what was typed, and is refused with its place', () => {
  expect(flawOf({ kind: 'hex', text: '0g' })).toMatch(/^character 2/);
  expect(flawOf({ kind: 'json', text: '{"a":oops}' })).toMatch(/^line 1, column 6/);
  expect(flawOf({ kind: 'json', text: '1, 2' })).toBe('one value a field');
  expect(flawOf({ kind: 'number', text: '' })).toBe('a value is missing');
  expect(flawOf({ kind: 'number', text: '"1"' })).toBe('this is no number');
  expect(writeFields([{ kind: 'hex', text: '0g' }])).toBe('[{"$binary":"hex:0g"}]');
  expect(readArguments(writeFields([{ kind: 'hex', text: 'abc' }])).ok).toBe(false);
});
