import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Decode, utf8Bytes } from '../../../src/base/bytes.ts';
import type { Field } from '../../../src/projections/details-view.ts';
import { fieldsByLayer, fieldsText } from '../../../src/ui/details/field-layers.ts';
import { findInTree } from '../../../src/ui/details/find-in-tree.ts';
import { hexLine, hexLineCount, hexText } from '../../../src/ui/details/hex.ts';
import { isPicture, mediaTypeOf } from '../../../src/ui/details/media-type.ts';
import type { MessageTree } from '../../../src/ui/details/message-tree.ts';
import { placeholdersIn, withBinary } from '../../../src/ui/details/placeholders.ts';
import { readTree } from '../../../src/ui/details/read-tree.ts';
import { byteStarts, roleAt } from '../../../src/ui/details/role-places.ts';
import { placeOf, treeMove } from '../../../src/ui/details/tree-keys.ts';
import { utf8Pieces } from '../../../src/ui/details/utf8-pieces.ts';
import { valueText } from '../../../src/ui/details/value-text.ts';

const PLACEHOLDER = '{"_placeholder":true,"num":0}';

function treeOf(json: string, skip?: 0 | 1): MessageTree {
  const tree = readTree(json, skip);
  if (tree instanceof Promise) throw new Error('small enough to be read at once');
  return tree;
}

function drawn(tree: MessageTree): readonly string[] {
  return Array.from(tree.lines(), (node) => {
    const { level, kind, label = '', isExpanded, attachment, position, siblings } = tree.line(node);
    const mark = attachment !== undefined ? '@' : isExpanded === undefined ? '' : isExpanded ? '-' : '+';
    return `${'  '.repeat(level - 1)}${mark}${label} ${kind} ${position}/${siblings}`;
  });
}

test('the arguments of an event are the roots, without its name', () => {
  const tree = treeOf(`["upload",{"a":[1,"x"]},${PLACEHOLDER}]`, 1);
  expect(tree.rootCount).toBe(2);
  expect(drawn(tree)).toEqual([
    '-0 object 1/2',
    '  -a array 1/1',
    '    0 number 1/2',
    '    1 string 2/2',
    '@1 object 2/2',
  ]);
  expect(tree.line(tree.lines()[4]!).attachment).toBe(0);
});

test('what is not an event is one root', () => {
  const tree = treeOf('{"sid":"abc"}');
  tree.collapseAll();
  expect(drawn(tree)).toEqual(['+ object 1/1']);
  expect(treeOf('["a"]', 1).lines()).toHaveLength(0);
});

test('much is open one level deep at first, and can be opened and closed as a whole', () => {
  const tree = treeOf(JSON.stringify([Array.from({ length: 250 }, (_, i) => [i])]), 0);
  expect(tree.lines()).toHaveLength(251);
  tree.expandAll();
  expect(tree.lines()).toHaveLength(501);
  tree.collapseAll();
  expect(tree.lines()).toHaveLength(1);
  tree.reveal(tree.lineAt(tree.text.indexOf('[249]') + 1));
  expect(drawn(tree).at(-1)).toBe('    0 number 1/1');
});

test('a tree that is open everywhere shows every value once, in order, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const tree = treeOf(text);
      tree.expandAll();
      expect([...tree.lines()]).toEqual(Array.from({ length: tree.places.index.count }, (_, node) => node));
    }),
  );
});

test('a path names its value as the filter does, and copying gives what stands there', () => {
  const tree = treeOf(`["e",{"user":{"id":1.50,"a b":["\\u00fc"]}},${PLACEHOLDER}]`, 1);
  tree.expandAll();
  const paths = Array.from(tree.lines(), (node) => tree.pathOf(node));
  expect(paths).toEqual([
    'arg[0]',
    'arg[0].user',
    'arg[0].user.id',
    'arg[0].user["a b"]',
    'arg[0].user["a b"][0]',
    'arg[1]',
  ]);
  const texts = Array.from(tree.lines(), (node) => valueText(tree, node, [Uint8Array.of(1)]));
  expect(texts.slice(2)).toEqual(['1.50', '["\\u00fc"]', 'ü', '{"$binary":"AQ=="}']);
  expect(treeOf('{"sid":"x"}').pathOf(1)).toBe('$.sid');
});

test('the arrow keys open, enter, close and leave', () => {
  const tree = treeOf('[{"a":{"b":1}},2]', 0);
  const move = (key: string, at: number) => treeMove(key, tree, tree.lines(), at, 10);
  expect(move('ArrowRight', 0)).toEqual({ kind: 'go', at: 1 });
  expect(move('ArrowLeft', 2)).toEqual({ kind: 'go', at: 1 });
  expect(move('ArrowLeft', 1)).toEqual({ kind: 'toggle' });
  expect(move('End', 0)).toEqual({ kind: 'go', at: 3 });
  expect(move('ArrowDown', 3)).toEqual({ kind: 'go', at: 3 });
  expect(move('PageDown', 0)).toEqual({ kind: 'go', at: 3 });
  tree.collapseAll();
  expect(move('ArrowRight', 0)).toEqual({ kind: 'toggle' });
  expect(placeOf(2, tree.lines())).toBe(0);
});

test('what is searched for is found as it is spelled, whatever its case, and not in the event’s name', () => {
  const tree = treeOf('["find",{"Find":"say \\"find\\""},"x"]', 1);
  const found = (needle: string) => findInTree(tree, needle).map((at) => tree.pathOf(tree.lineAt(at)));
  expect(found('find')).toEqual(['arg[0].Find', 'arg[0].Find']);
  expect(found('"find"')).toEqual(['arg[0].Find']);
  expect(found('.')).toEqual([]);
  expect(found('')).toEqual([]);
});

test('a placeholder is told from an object that only looks like one', () => {
  const numbers = (text: string) => placeholdersIn(text).map(({ num }) => num);
  expect(numbers(PLACEHOLDER)).toEqual([0]);
  expect(numbers('{"num":12,"_placeholder":true}')).toEqual([12]);
  expect(numbers('{"_placeholder":true,"num":0,"x":1}')).toEqual([]);
  expect(numbers('{"_placeholder":false,"num":0}')).toEqual([]);
  expect(numbers(`[${PLACEHOLDER},1,${PLACEHOLDER}]`)).toEqual([0, 0]);
});

test('copied JSON has the bytes in place and is otherwise the text that crossed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const copied = withBinary(`["a", 1.50,"{${'\\"'}_placeholder", ${PLACEHOLDER}]`, [bytes]);
      const [, base64 = ''] = /^\["a", 1\.50,"\{\\"_placeholder", \{"\$binary":"([^"]*)"\}\]$/.exec(copied) ?? [];
      expect(base64Decode(base64)).toEqual(bytes);
    }),
  );
});

test('a placeholder whose attachment has not come stays as it is', () => {
  expect(withBinary(PLACEHOLDER, [])).toBe(PLACEHOLDER);
});

test('a hex dump has 8 bytes a line', () => {
  const bytes = utf8Bytes('42["hé"]\u0001');
  expect(hexLineCount(bytes)).toBe(2);
  const { offset, cells } = hexLine(bytes, 1);
  expect(offset).toBe('0008');
  expect(cells).toEqual([
    { at: 8, hex: '5d', character: ']' },
    { at: 9, hex: '01', character: '.' },
  ]);
  expect(hexText(bytes, 3)).toBe('34 32 5b');
  expect(hexLine(new Uint8Array(0x12345), 0).offset).toBe('00000');
});

const FIELDS: readonly Field[] = [
  { layer: 'Engine.IO', name: 'type', value: 'message (4)', offset: 0, length: 1 },
  { layer: 'Socket.IO', name: 'type', value: 'EVENT (2)', offset: 1, length: 1 },
  { layer: 'Socket.IO', name: 'namespace', value: '/é', offset: 2, length: 3 },
  { layer: 'Socket.IO', name: 'ack id', value: 'none', offset: 5, length: 0 },
  { layer: 'Socket.IO', name: 'payload', value: '6 characters of JSON', offset: 5, length: 6 },
];

test('roles count characters in the text and bytes in the dump', () => {
  const text = '42/é,["hé"]';
  const roles = (
    [
      [0, 1],
      [1, 2],
      [2, 5],
      [5, 11],
    ] as const
  ).map(([from, to]) => ({ name: 'payload' as const, from, to, value: '' }));
  const starts = byteStarts(roles, text);
  expect(starts).toEqual([0, 1, 2, 6, 13]);
  expect([0, 1, 5, 6, 12].map((at) => roleAt(starts, at))).toEqual([0, 1, 2, 3, 3]);
});

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['\x89PNG\r\n\x1a\n', 'image/png', true],
  ['\xff\xd8\xff\xe0', 'image/jpeg', true],
  ['GIF89a', 'image/gif', true],
  ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp', true],
  ['\0\0\0\x1cftypavif', 'image/avif', true],
  ['<?xml version="1.0"?>\n<!-- a --><svg xmlns="x">', 'image/svg+xml', false],
  ['%PDF-1.7', 'application/pdf', false],
  ['<svgx>', undefined, false],
  ['', undefined, false],
])('bytes that begin with %j are %s', (start, type, isDrawn) => {
  expect(mediaTypeOf(ascii(start))).toBe(type);
  expect(isPicture(mediaTypeOf(ascii(start)))).toBe(isDrawn);
});

test('bytes as UTF-8: what is text is text, and nothing of the rest is lost', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary' }).map(utf8Bytes)), (bytes) => {
      const pieces = utf8Pieces(bytes);
      const whole = pieces.flatMap((piece) => (piece.kind === 'text' ? [...utf8Bytes(piece.text)] : [...piece.bytes]));
      expect(whole).toEqual([...bytes]);
      const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      expect(pieces.some(({ kind }) => kind === 'invalid')).toBe(
        utf8Bytes(decoded).length !== bytes.length ||
          decoded !== pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''),
      );
    }),
  );
});

test('fields stand under their layer, and equal names are told apart', () => {
  const header = { layer: 'HTTP', name: 'set-cookie', value: 'a' } as const;
  const layers = fieldsByLayer([...FIELDS.slice(0, 2), header, header]);
  expect(layers.map(({ layer, fields }) => [layer, fields.length])).toEqual([
    ['Engine.IO', 1],
    ['Socket.IO', 1],
    ['HTTP', 2],
  ]);
  expect(fieldsText([header, header])).toBe('HTTP\n  set-cookie: a\n  set-cookie (2): a');
});
