import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonIndexer } from '../../../src/protocol/json-index.ts';
import { JsonPlaces } from '../../../src/protocol/json-places.ts';
import { jsonChildren, jsonRoot, type JsonNode } from '../../../src/protocol/json-tree.ts';
import { jsonText } from './arbitraries.ts';

function placesIn(text: string, piece = Infinity): JsonPlaces {
  const indexer = new JsonIndexer(text);
  while (!indexer.step(piece));
  return new JsonPlaces(text, indexer.index);
}

/** Every value as the reader that looks for them one by one finds it, in the order in which they begin. */
function slowly(text: string): readonly (JsonNode & { readonly parent: number | undefined; readonly place: number })[] {
  const all: (JsonNode & { parent: number | undefined; place: number })[] = [];
  const visit = (node: JsonNode, parent: number | undefined, place: number) => {
    const number = all.push({ ...node, parent, place }) - 1;
    jsonChildren(text, node).forEach((child, i) => visit(child, number, i));
  };
  visit(jsonRoot(text), undefined, 0);
  return all;
}

test('an index, made in any pieces, knows each value by its place, kind, key, size and parent', () => {
  fc.assert(
    fc.property(jsonText, fc.integer({ min: 1, max: 50 }), (text, piece) => {
      const places = placesIn(text, piece);
      const expected = slowly(text);
      expect(places.index.count).toBe(expected.length);
      expected.forEach(({ start, end, kind, key, size, parent, place }, node) => {
        expect(places.startOf(node)).toBe(start);
        expect(places.endOf(node)).toBe(end);
        expect(places.kindOf(node)).toBe(kind);
        expect(places.keyOf(node)).toBe(key);
        expect(places.sizeOf(node)).toBe(size ?? 0);
        expect(places.parentOf(node)).toBe(parent);
        expect(places.placeOf(node)).toBe(place);
      });
    }),
    { numRuns: 300 },
  );
});

test('what stands at an offset is found by it, in a key as in a value', () => {
  const text = '{ "a" : [ 10, "x\\"y" ], "b\\\\": { "c": true } }';
  const places = placesIn(text);
  const keyOrPlace = (part: string) => {
    const node = places.nodeAt(text.indexOf(part));
    return places.keyOf(node) ?? places.placeOf(node);
  };
  expect(['"a"', '10', 'y\\"', 'b\\', '"c"', 'rue'].map(keyOrPlace)).toEqual(['a', 0, 0, 'b\\', 'c', 'c']);
  expect(places.placeOf(places.nodeAt(text.indexOf('x')))).toBe(1);
});

test('nesting a hundred thousand deep breaks nothing', () => {
  const depth = 100_000;
  const places = placesIn('['.repeat(depth) + ']'.repeat(depth));
  expect(places.index.count).toBe(depth);
  expect(places.endOf(1)).toBe(2 * depth - 1);
  expect(places.ancestorsOf(depth - 1)).toHaveLength(depth - 1);
});
