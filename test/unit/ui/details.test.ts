import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Decode, utf8Bytes } from '../../../src/base/bytes.ts';
import type { Field } from '../../../src/projections/details-view.ts';
import { byteRoles, roleSpans } from '../../../src/ui/details/byte-roles.ts';
import { fieldsByLayer, fieldsText } from '../../../src/ui/details/field-layers.ts';
import { hexLine, hexLineCount, hexText } from '../../../src/ui/details/hex.ts';
import { JsonLines, type JsonLine } from '../../../src/ui/details/json-lines.ts';
import { placeholderNumber, withBinary } from '../../../src/ui/details/placeholders.ts';
import { treeMove } from '../../../src/ui/details/tree-keys.ts';

const PLACEHOLDER = '{"_placeholder":true,"num":0}';

function drawn(lines: readonly JsonLine[]): readonly string[] {
  return lines.map((line) => {
    const indent = '  '.repeat(line.level - 1);
    if (line.kind === 'more') return `${indent}${line.shown} of ${line.total}`;
    const mark = line.attachment === undefined ? { true: '-', false: '+', undefined: '' }[`${line.isExpanded}`] : '@';
    return `${indent}${mark}${line.label ?? ''} ${line.node.kind}`;
  });
}

test('the arguments of an event are the roots, without its name', () => {
  const json = new JsonLines(`["upload",{"a":[1,"x"]},${PLACEHOLDER}]`, 1);
  expect(json.rootCount).toBe(2);
  expect(drawn(json.lines(json.openAtFirst()))).toEqual([
    '-0 object',
    '  -a array',
    '    0 number',
    '    1 string',
    '@1 object',
  ]);
});

test('what is not an event is one root', () => {
  const json = new JsonLines('{"sid":"abc"}', undefined);
  expect(drawn(json.lines(new Map()))).toEqual(['+ object']);
});

test('a long list is shown in steps and says how many there are', () => {
  const json = new JsonLines(JSON.stringify([Array.from({ length: 250 }, (_, i) => i)]), 0);
  const [root] = json.lines(new Map());
  expect(root?.id).toBeDefined();
  const first = json.lines(new Map([[root?.id ?? '', 100]]));
  expect(drawn(first).at(-1)).toBe('  100 of 250');
  const all = json.lines(new Map([[root?.id ?? '', 300]]));
  expect(all.length).toBe(251);
  expect(drawn(all).at(-1)).toBe('  249 number');
});

test('every line has a name of its own, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const json = new JsonLines(text, undefined);
      const ids = json.lines(json.openAtFirst()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('the arrow keys open, enter, close and leave', () => {
  const json = new JsonLines('[{"a":{"b":1}}]', 0);
  const closed = json.lines(new Map());
  expect(treeMove('ArrowRight', closed, 0)).toEqual({ kind: 'toggle' });
  const open = json.lines(json.openAtFirst());
  expect(treeMove('ArrowRight', open, 0)).toEqual({ kind: 'focus', id: open[1]?.id });
  expect(treeMove('ArrowLeft', open, 2)).toEqual({ kind: 'focus', id: open[1]?.id });
  expect(treeMove('ArrowLeft', open, 1)).toEqual({ kind: 'toggle' });
  expect(treeMove('End', open, 0)).toEqual({ kind: 'focus', id: open[2]?.id });
  expect(treeMove('ArrowDown', open, 2)).toBeUndefined();
});

test('a placeholder is told from an object that only looks like one', () => {
  const number = (text: string) => placeholderNumber(text, 0, text.length);
  expect(number(PLACEHOLDER)).toBe(0);
  expect(number('{"num":12,"_placeholder":true}')).toBe(12);
  expect(number('{"_placeholder":true,"num":0,"x":1}')).toBeUndefined();
  expect(number('{"_placeholder":false,"num":0}')).toBeUndefined();
  expect(number(`[${PLACEHOLDER}]`)).toBeUndefined();
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
  const roles = byteRoles(FIELDS);
  expect(roles.map(({ number, from, to }) => [number, from, to])).toEqual([
    [1, 0, 1],
    [2, 1, 2],
    [4, 2, 5],
    [6, 5, 11],
  ]);
  expect(roleSpans(roles, '42/é,["hé"]').map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [1, 2],
    [2, 6],
    [6, 13],
  ]);
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
