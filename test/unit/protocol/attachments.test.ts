import fc from 'fast-check';
import { Decoder } from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import { buildJson } from '../../../src/protocol/json.ts';
import { withAttachments } from '../../../src/protocol/socketio/attachments.ts';
import { anyText, jsonText, mutated } from './arbitraries.ts';

const A = new Uint8Array([1, 2]);
const B = new Uint8Array([3]);

describe('buildJson', () => {
  test('builds the value that JSON.parse builds, in the same key order', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const built = buildJson(text, (object) => object);
        expect(built).toEqual(JSON.parse(text));
        expect(JSON.stringify(built)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 1000 },
    );
  });

  test('hands over each object with the offset of its brace, the inner ones first', () => {
    const seen: [number, unknown][] = [];
    buildJson(' {"a":{}, "b":[{"c":1}]}', (object, start) => {
      seen.push([start, { ...object }]);
      return start;
    });
    expect(seen).toEqual([
      [6, {}],
      [15, { c: 1 }],
      [1, { a: 6, b: [15] }],
    ]);
  });

  test('takes any depth', () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(buildJson(text, (object) => object)).toHaveLength(1);
  });
});

describe('withAttachments', () => {
  test('puts bytes where their placeholders stand', () => {
    const json = '["x",{"_placeholder":true,"num":1},{"deep":[{"num":0,"_placeholder":true}]},{"_placeholder":false}]';
    const value = ['x', B, { deep: [A] }, { _placeholder: false }];
    expect(withAttachments(json, [A, B])).toEqual({ ok: true, value });
  });

  test('agrees with the official Decoder', () => {
    const placeholder = fc.nat(1).map((num) => `{"_placeholder":true,"num":${num}}`);
    const args = fc.array(fc.oneof(placeholder, jsonText), { maxLength: 5 }).map((all) => ['"x"', ...all].join(','));
    fc.assert(
      fc.property(args, (inside) => {
        const decoder = new Decoder();
        let theirs: unknown;
        decoder.on('decoded', ({ data }) => {
          theirs = data;
        });
        decoder.add(`52-[${inside}]`);
        decoder.add(A);
        decoder.add(B);
        expect(withAttachments(`[${inside}]`, [A, B])).toEqual({ ok: true, value: theirs });
      }),
      { numRuns: 500 },
    );
  });

  test('has no value where there is no JSON', () => {
    expect(withAttachments('', [])).toEqual({ ok: true, value: undefined });
  });

  test.each([
    ['["x",{"_placeholder":true,"num":2}]', 'placeholder', 5],
    ['["x",{"_placeholder":true,"num":-1}]', 'placeholder', 5],
    ['["x",{"_placeholder":true,"num":0.5}]', 'placeholder', 5],
    ['["x",{"_placeholder":true,"num":"0"}]', 'placeholder', 5],
    ['["x",{"_placeholder":true,"num":"length"}]', 'placeholder', 5],
    ['["x",[ {"_placeholder":true}]]', 'placeholder', 7],
    ['["x",', 'json-ends', 5],
    ['["x"}', 'json', 4],
  ])('says of %s: %s at %d', (json, reason, offset) => {
    expect(withAttachments(json, [A, B])).toEqual({ ok: false, error: { reason, offset } });
  });

  test('keeps __proto__ as a key of its own and pollutes nothing', () => {
    const json = '["x",{"__proto__":{"_placeholder":true,"num":0},"constructor":{"prototype":{"polluted":1}}}]';
    const result = withAttachments(json, [A]);
    const object: unknown = result.ok && Array.isArray(result.value) ? result.value[1] : undefined;
    expect(Object.getOwnPropertyDescriptor(object, '__proto__')?.value).toEqual(A);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, jsonText, mutated(jsonText)), (text) => {
        const result = withAttachments(text, [A]);
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
