import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonChildren, type JsonNode, jsonRoot, jsonString } from '../../../src/protocol/json.ts';
import { jsonText } from './arbitraries.ts';

function textOf(text: string, node: JsonNode): string {
  return text.slice(node.start, node.end);
}

/** The value again, made from nodes alone. */
function valueOf(text: string, node: JsonNode): unknown {
  const children = jsonChildren(text, node);
  if (node.kind === 'array') return children.map((child) => valueOf(text, child));
  if (node.kind === 'object') return Object.fromEntries(children.map((child) => [child.key, valueOf(text, child)]));
  return node.kind === 'string' ? jsonString(text, node) : JSON.parse(textOf(text, node));
}

describe('the JSON tree', () => {
  test('holds the value that JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '42', ' '), jsonText, (head, json) => {
        const text = head + json;
        expect(valueOf(text, jsonRoot(text, head.length))).toEqual(JSON.parse(json));
      }),
      { numRuns: 1000 },
    );
  });

  test('spans each value from its first to its last character', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(textOf(text, jsonRoot(text))).toBe(text.replace(/^[ \n\r\t]+|[ \n\r\t]+$/g, ''));
      }),
    );
  });

  test('tells as many members as there are children', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const root = jsonRoot(text);
        expect(root.size ?? 0).toBe(jsonChildren(text, root).length);
      }),
    );
  });

  test('gives any window of the children', () => {
    fc.assert(
      fc.property(fc.array(jsonText), fc.nat(12), fc.nat(12), (elements, from, limit) => {
        const text = `[ ${elements.join(',')} ]`;
        const root = jsonRoot(text);
        expect(jsonChildren(text, root, from, limit)).toEqual(jsonChildren(text, root).slice(from, from + limit));
      }),
    );
  });

  test('keeps number forms, duplicate keys, escapes and __proto__', () => {
    const text = '{"n":12345678901234567890,"n":5000000.0,"__proto__":{"x":-0},"\\u0061\\n":"\\ud83d\\ude00"}';
    const children = jsonChildren(text, jsonRoot(text));
    expect(children.map((child) => [child.key, child.kind, textOf(text, child)])).toEqual([
      ['n', 'number', '12345678901234567890'],
      ['n', 'number', '5000000.0'],
      ['__proto__', 'object', '{"x":-0}'],
      ['a\n', 'string', '"\\ud83d\\ude00"'],
    ]);
    expect(children.map((child) => jsonString(text, child)).at(-1)).toBe('😀');
  });

  test('numbers the elements of an array and has no children in a scalar', () => {
    const text = '["tick",[],{}]';
    const children = jsonChildren(text, jsonRoot(text));
    expect(children.map(({ index, kind, size }) => [index, kind, size])).toEqual([
      [0, 'string', undefined],
      [1, 'array', 0],
      [2, 'object', 0],
    ]);
    expect(jsonChildren(text, jsonRoot('7'))).toEqual([]);
  });

  test('does not look at each character of a long string', () => {
    const long = 'x'.repeat(5_000_000);
    const text = JSON.stringify(['file', long, '\\"'.repeat(1000)]);
    const started = performance.now();
    const [name, body, quotes] = jsonChildren(text, jsonRoot(text));
    expect(performance.now() - started).toBeLessThan(250);
    expect([name?.kind, body?.kind, quotes?.kind]).toEqual(['string', 'string', 'string']);
    expect(body && body.end - body.start).toBe(long.length + 2);
    expect(quotes && jsonString(text, quotes)).toBe('\\"'.repeat(1000));
  });
});
