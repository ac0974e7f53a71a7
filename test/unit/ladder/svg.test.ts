import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ladderSvg } from '../../../src/projections/ladder/svg.ts';
import { xmlText } from '../../../src/projections/ladder/xml.ts';
import type { Row } from '../../../src/projections/row.ts';
import { rowsFrom, rowsOf } from '../projections/fold.ts';
import { someTraffic } from '../projections/some-traffic.ts';
import { parseXml } from './parse-xml.ts';

function svgOf(rows: readonly Row[], title = 'Untitled'): string {
  const about = '2 rows';
  const servers = [
    { conn: 1, name: 'Server <a>' },
    { conn: 2, name: 'Server b' },
  ];
  return ladderSvg({ title, about, rows, spans: [], servers, atText: (ms) => `${ms}`, gapText: (ms) => `${ms} ms` });
}

const anyText = fc.string({ unit: 'binary' });

test('any text is text in XML, and says the same where it can be read', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const [element] = parseXml(`<t a="${xmlText(text)}">${xmlText(text)}</t>`);
      expect(element?.text).toBe(element?.attributes.get('a'));
      expect([...(element?.text ?? '')]).toHaveLength([...text].length);
    }),
    { numRuns: 1000 },
  );
  expect(parseXml(`<t>${xmlText('a < b & "c" > \'d\'')}</t>`)[0]?.text).toBe('a < b & "c" > \'d\'');
  expect(xmlText('\0\x1b\n\x7f\ud800\u202e\uffff')).toBe('␀␛␊␡���');
});

test('whatever a server sends, the file is well-formed and holds no element but our own', () => {
  const names = new Set<string>();
  fc.assert(
    fc.property(someTraffic, anyText, (events, text) => {
      const rows = rowsFrom(events).map((row) => ({ ...row, event: text, data: `</text><script>${text}`, note: text }));
      for (const { name } of parseXml(svgOf(rows, text))) names.add(name);
    }),
  );
  const own = ['svg', 'title', 'desc', 'style', 'defs', 'pattern', 'rect', 'path', 'g', 'text', 'tspan'];
  expect([...names].filter((name) => !own.includes(name))).toEqual([]);
  expect(names).toContain('tspan');
});

test('each row stands in the file with its time, its words and its arrow', () => {
  const elements = parseXml(svgOf(rowsOf('0ms > 42/chat,["message",{"a":1}]\n2000ms < 42["b"]')));
  const words = elements.filter(({ name }) => name === 'text' || name === 'tspan').map(({ text }) => text);
  expect(words).toEqual(
    expect.arrayContaining(['Client', 'Server <a>', 'EVENT', 'message /chat {"a":1}', '… 2000 ms …', '2000']),
  );
  const looks = elements.filter(({ name }) => name === 'path').map(({ attributes }) => attributes.get('class'));
  expect(looks).toEqual(expect.arrayContaining(['wire sent', 'head sent', 'wire received', 'open-head received']));
});
