import { expect, test } from 'vitest';
import { aroundMatch } from '../../../src/projections/shelf/around-match.ts';
import { entriesIn } from '../../../src/projections/shelf/find-in-chunk.ts';
import { hitOfEntry } from '../../../src/projections/shelf/hit-of.ts';
import { Questions } from '../../../src/projections/shelf/questions.ts';
import { literalPattern } from '../../../src/projections/query/language/names.ts';
import { eventIn } from '../../../src/session/chunk.ts';
import { seq } from '../../../src/session/entry.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import { draw } from '../../draw.ts';
import { chunkAt } from '../worker/chunks-of.ts';

const DRAWN = `
   1ms > GET #1 http://host/socket.io/?EIO=4&transport=polling&t=timeout
   4ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}␞42["cart:pay",{"error":"Timeout at bank"}]
   5ms > 42["log","retry after timeout","then timeout again"]
   6ms < 42["log",{"time":1}]
   7ms < 43["out of time"]
   8ms < hex 04 74 69 6d 65 6f 75 74
   9ms client disconnect / {"reason":"ping timeout"}
`;

function found(drawn: string, text: string, isMeant?: (name: string) => boolean, pattern = literalPattern(text)) {
  const chunk = chunkAt(100, draw(drawn));
  const protocols = new Protocols();
  const questions = new Questions(protocols);
  questions.take(chunk);
  const meant = isMeant && { isMeant, questions };
  const test = { texts: [{ pattern, isLiteral: true }], isMeant };
  return [...entriesIn(chunk, test, protocols, questions)].map((i) => {
    const event = eventIn(chunk, chunk, i);
    const place = seq(100 + i);
    return hitOfEntry(place, event, protocols.of(place, event), [pattern], meant)!;
  });
}

test('text is found wherever it crossed, never across two entries, and told in its place', () => {
  const hits = found(DRAWN, 'timeout').map(({ title, text, marks, seq, part, direction }) => [
    `#${seq}${part === undefined ? '' : `.${part}`}`,
    direction,
    title,
    text.slice(0, 46),
    marks.map(({ start, end }) => text.slice(start, end)).join(),
  ]);
  expect(hits).toEqual([
    ['#100', 'sent', 'request', 'http://host/socket.io/?EIO=4&transport=polling', 'timeout'],
    ['#101.1', 'received', 'open', '{"sid":"a","upgrades":[],"pingInterval":300,"p', 'Timeout'],
    ['#102', 'sent', 'log', '"retry after timeout","then timeout again"', 'timeout,timeout'],
    ['#105', 'received', 'attachment', ' timeout', 'timeout'],
    ['#106', undefined, 'disconnect', '"ping timeout"', 'timeout'],
  ]);
});

test('what runs on from one entry to the next is not found', () => {
  expect(found(DRAWN, '"]42[')).toEqual([]);
});

test('together with an event, text means the same entry', () => {
  expect(found(DRAWN, 'timeout', (name) => name === 'cart:pay')).toMatchObject([
    { seq: 101, part: 2, title: 'cart:pay', text: '{"error":"Timeout at bank"}', marks: [{ start: 10, end: 17 }] },
  ]);
  expect(found(DRAWN, 'time', (name) => name === 'log').map(({ seq }) => seq)).toEqual([102, 103]);
  expect(found(DRAWN, 'timeout', (name) => name === 'none')).toEqual([]);
});

test('MessagePack is read as JSON where the log says that it is spoken', () => {
  const drawn = `
    0ms client protocol {"protocol":"v4","parser":"msgpack","how":""}
    1ms < msgpack {"type":2,"nsp":"/","data":["pay",{"paid":false}]}
  `;
  expect(found(drawn, '"paid":false')).toMatchObject([{ seq: 101, title: 'pay', text: '{"paid":false}' }]);
});

test('a long text is cut around what was found, and marks stay on it', () => {
  const { text, marks } = aroundMatch(`${'a'.repeat(500)}\n\u0000needle ${'😀'.repeat(200)}`, [/needle/]);
  expect(text.startsWith('…')).toBe(true);
  expect(text.endsWith('…')).toBe(true);
  expect(text.length).toBeLessThan(170);
  expect(text).not.toMatch(/[\n\u0000]/);
  // Throws at half a character.
  expect(encodeURIComponent(text)).toContain('%F0%9F%98%80');
  expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['needle']);
});

test('marks of two patterns do not overlap', () => {
  expect(aroundMatch('abcd abcd', [/abc/, /bcd/]).marks).toEqual([
    { start: 0, end: 3 },
    { start: 5, end: 8 },
  ]);
  expect(aroundMatch('x', []).marks).toEqual([]);
});

test('an answer belongs to the event that it answers, whoever asked', () => {
  const drawn = `
    0ms > 421["pay",{"amount":5}]
    1ms > 422["ask"]
    2ms < 422["pay"]
    3ms < 431[{"paid":53.4}]
    4ms < 432[53.4]
    5ms > 432[{"paid":53.4}]
    6ms < 439[53.4]
  `;
  const of = (event: string) => found(drawn, '53.4', (name) => name === event).map(({ seq, title }) => [seq, title]);
  expect(of('pay')).toEqual([
    [103, 'ACK of pay'],
    [105, 'ACK of pay'],
  ]);
  expect(of('ask')).toEqual([[104, 'ACK of ask']]);
});

test('an answer is known though its question stands in a chunk before', () => {
  const protocols = new Protocols();
  const questions = new Questions(protocols);
  const pattern = literalPattern('53.4');
  questions.take(chunkAt(0, draw('0ms > 421["pay"]')));
  const chunk = chunkAt(1, draw('1ms < 431[53.4]'));
  questions.take(chunk);
  const wanted = { texts: [{ pattern, isLiteral: true }], isMeant: (name: string) => name === 'pay' };
  expect([...entriesIn(chunk, wanted, protocols, questions)]).toEqual([0]);
});
