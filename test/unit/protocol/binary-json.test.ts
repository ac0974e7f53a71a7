import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArguments, writeArguments } from '../../../src/protocol/socketio/binary-json.ts';
import { anyText, jsonText, mutated } from './arbitraries.ts';

describe('readArguments', () => {
  test('reads bytes out of $binary', () => {
    const text = '[1, {"file": {"$binary": "AQID"}}, {"$binary":""}]';
    const value = [1, { file: new Uint8Array([1, 2, 3]) }, new Uint8Array()];
    expect(readArguments(text)).toEqual({ ok: true, value });
  });

  test('takes an object that only resembles bytes as it is', () => {
    const text = '[{"$binary":1},{"$binary":"AQID","more":true},{"$Binary":"AQID"}]';
    expect(readArguments(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test.each([
    ['', 'the JSON ends too early', 0, 1, 1],
    ['[1,\n  2', 'the JSON ends too early', 7, 2, 4],
    ['[1,\n  x]', '“x” cannot stand here', 6, 2, 3],
    ['["a\tb"]', 'U+0009 cannot stand here', 3, 1, 4],
    [' {"a":1}', 'arguments are a JSON array: put [ and ] around them', 1, 1, 2],
    ['"a"', 'arguments are a JSON array: put [ and ] around them', 0, 1, 1],
    ['{"$binary":"AQID"}', 'arguments are a JSON array: put [ and ] around them', 0, 1, 1],
    ['[1,\n{"$binary":"AQ!D"}]', 'the text of $binary is not base64', 4, 2, 1],
  ])('says of %j: %s', (text, message, offset, line, column) => {
    expect(readArguments(text)).toEqual({ ok: false, error: { message, offset, line, column } });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, jsonText, mutated(jsonText)), (text) => {
        const result = readArguments(text);
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('writeArguments', () => {
  test('writes what readArguments reads', () => {
    const bytes = fc.uint8Array().map((value): unknown => value);
    // Written once more, because JSON writes neither -0 nor the infinity that it reads from 1E400.
    const parsed = jsonText.map((text): unknown => JSON.parse(JSON.stringify(JSON.parse(text))));
    const values = fc.array(fc.oneof(bytes, parsed, fc.record({ inside: fc.tuple(bytes, parsed) })));
    fc.assert(
      fc.property(values, (args) => {
        expect(readArguments(writeArguments(args))).toEqual({ ok: true, value: args });
      }),
      { numRuns: 1000 },
    );
  });

  test('writes bytes as base64 and keeps __proto__', () => {
    const result = readArguments('[{"__proto__":{"$binary":"AQI="}}]');
    expect(result.ok && writeArguments(result.value)).toBe('[{"__proto__":{"$binary":"AQI="}}]');
    expect(writeArguments([Buffer.from([1, 2])])).toBe('[{"$binary":"AQI="}]');
  });
});
