import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJson, positionOf } from '../../../src/protocol/json.ts';
import { anyText, jsonText, mutated } from './arbitraries.ts';

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const anything = fc.oneof(jsonText, mutated(jsonText), anyText);

describe('checkJson', () => {
  test('accepts exactly what JSON.parse accepts', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(checkJson(text) === undefined).toBe(isParsed(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('judges each of the 65,536 code units as JSON.parse does: between tokens, in a string, after a backslash', () => {
    const odd: string[] = [];
    for (let unit = 0; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [
        `[${character}1]`,
        `"${character}"`,
        `"\\${character}"`,
        `"\\u000${character}"`,
        `1${character}`,
      ]) {
        if ((checkJson(text) === undefined) !== isParsed(text)) odd.push(text);
      }
    }
    expect(odd).toEqual([]);
  }, 60_000);

  test('places a flaw within the text, after something that could have gone on', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const flaw = checkJson(text);
        if (flaw === undefined) return;
        expect(flaw.offset).toBeLessThanOrEqual(text.length);
        expect(flaw.reason).toBe(flaw.offset === text.length ? 'json-ends' : 'json');
        const before = checkJson(text.slice(0, flaw.offset));
        if (before !== undefined) expect(before).toEqual({ reason: 'json-ends', offset: flaw.offset });
      }),
      { numRuns: 2000 },
    );
  });

  test('says of any cut of a JSON array that it ends there', () => {
    fc.assert(
      fc.property(jsonText, fc.nat(), (json, cut) => {
        const text = `[${json}]`;
        const kept = text.slice(0, cut % text.length);
        expect(checkJson(kept)).toEqual({ reason: 'json-ends', offset: kept.length });
      }),
    );
  });

  test('begins at the offset it is given and counts from the start of the text', () => {
    fc.assert(
      fc.property(anyText, anything, (head, text) => {
        const alone = checkJson(text);
        const placed = alone && { ...alone, offset: alone.offset + head.length };
        expect(checkJson(head + text, head.length)).toEqual(placed);
      }),
    );
  });

  test.each([
    ['', 'json-ends', 0],
    ['  ', 'json-ends', 2],
    ['[1,]', 'json', 3],
    ['[1 2]', 'json', 3],
    ['{"a":1,}', 'json', 7],
    ['{"a" 1}', 'json', 5],
    ['{a:1}', 'json', 1],
    ['{"a"', 'json-ends', 4],
    ['[}', 'json', 1],
    ['[[1}]', 'json', 3],
    ['01', 'json', 1],
    ['-', 'json-ends', 1],
    ['-a', 'json', 1],
    ['1.', 'json-ends', 2],
    ['1.e5', 'json', 2],
    ['1e+', 'json-ends', 3],
    ['tru', 'json-ends', 3],
    ['trux', 'json', 3],
    ['nul]', 'json', 3],
    ['NaN', 'json', 0],
    ['"\\x"', 'json', 2],
    ['"\\u12G4"', 'json', 5],
    ['"a\nb"', 'json', 2],
    ['"a', 'json-ends', 2],
    ['"a\\', 'json-ends', 3],
    ['[] []', 'json', 3],
    ['\ufeff[]', 'json', 0],
  ])('finds the flaw of %j: %s at %d', (text, reason, offset) => {
    expect(checkJson(text)).toEqual({ reason, offset });
  });

  test.each([29, 30, 31, 60, 61, 100, 200_000])('keeps track of %d brackets of both kinds', (depth) => {
    const opening = Array.from({ length: depth }, (_, i) => (i % 3 === 0 ? '{"a":' : '['));
    const closing = opening.map((open) => (open === '[' ? ']' : '}')).reverse();
    const text = `${opening.join('')}1${closing.join('')}`;
    expect(checkJson(text)).toBeUndefined();
    expect(checkJson(text.slice(0, -1))).toEqual({ reason: 'json-ends', offset: text.length - 1 });
    const wrong = text.slice(0, -1) + ']';
    expect(checkJson(wrong)).toEqual({ reason: 'json', offset: text.length - 1 });
  });
});

describe('positionOf', () => {
  test.each([
    ['abc', 0, 1, 1],
    ['abc', 3, 1, 4],
    ['a\nbc', 1, 1, 2],
    ['a\nbc', 2, 2, 1],
    ['a\r\n\nbc', 5, 3, 2],
    ['', 0, 1, 1],
  ])('of %j at %d is line %d, column %d', (text, offset, line, column) => {
    expect(positionOf(text, offset)).toEqual({ line, column });
  });
});
