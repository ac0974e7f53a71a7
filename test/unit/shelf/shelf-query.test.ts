import { expect, test } from 'vitest';
import { asksForEvents, isRuledOut, judge, type SessionFacts } from '../../../src/projections/shelf/judge.ts';
import { readShelfQuery } from '../../../src/projections/shelf/shelf-query.ts';
import { seq } from '../../../src/session/entry.ts';

const hit = (at: number, title: string) => ({ seq: seq(at), at, title, text: '', marks: [] });
const FACTS: SessionFacts = {
  name: 'Checkout, staging',
  tags: ['Ticket 4711'],
  endpoints: ['https://staging.example.org/socket.io/'],
  remarks: ['freezes here', 'Total is 2.00 too high', 'recovered'],
  events: [
    { name: 'cart:pay', count: 5, hits: [hit(30, 'cart:pay'), hit(40, 'cart:pay')] },
    { name: 'cart:add', count: 2, hits: [hit(20, 'cart:add')] },
    { name: 'timeout', count: 1, hits: [hit(7, 'timeout')] },
  ],
};

function read(text: string) {
  const query = readShelfQuery(text);
  if (!query.ok || !query.value) throw new Error(text);
  return query.value;
}

test.each([
  ['checkout', true],
  ['CHECK', true],
  ['4711', true],
  ['staging.example', true],
  ['cart:', true],
  ['cart:pay', true],
  ['cart:nothing', false],
  ['pay', true],
  ['freezes', true],
  ['total recovered', true],
  ['nothing', false],
  ['checkout pay', true],
  ['checkout nothing', false],
  ['checkout -pay', false],
  ['checkout not nothing', true],
  ['check*staging', true],
  ['name:staging', true],
  ['name:"checkout, st"', true],
  ['name:nowhere,staging', true],
  ['name:4711', false],
  ['tag:ticket', true],
  ['-tag:ticket', false],
  ['endpoint:example.org', true],
  ['endpoint:/socket.io/', true],
  ['event:cart:pay', true],
  ['event:pay', false],
  ['event:*pay', true],
  ['event:pay,timeout', true],
  ['event:/^cart:/', true],
  ['-event:cart:*', false],
  // Both are there, but no entry is both.
  ['event:cart:pay event:timeout', false],
  ['event:cart:* event:*pay', true],
])('%s: %s', (text, isMatch) => {
  const query = read(text);
  expect(judge(query, FACTS, 3).isMatch).toBe(isMatch);
  if (isRuledOut(query, FACTS)) expect(isMatch).toBe(false);
});

test('entries of the events that were asked for are told in their order, and counted in all', () => {
  expect(judge(read('event:cart:*'), FACTS, 2)).toMatchObject({ hits: [{ seq: 20 }, { seq: 30 }], hitCount: 7 });
  expect(judge(read('checkout'), FACTS, 2)).toMatchObject({ hits: [], hitCount: 0 });
  expect(judge(read('out'), FACTS, 2)).toMatchObject({ hits: [{ seq: 7 }], hitCount: 1 });
});

test('what stands in quotes is looked for in the entries, a pattern too', () => {
  expect(judge(read('"a b" /c+/i -"d" event:*pay'), FACTS, 3)).toMatchObject({
    isMatch: true,
    reading: {
      wanted: {
        texts: [
          { pattern: /a b/i, isLiteral: true },
          { pattern: /c+/i, isLiteral: false },
        ],
      },
      unwanted: [{ texts: [{ pattern: /d/i }], isMeant: undefined }],
    },
  });
  expect(judge(read('-"d"'), FACTS, 3)).toMatchObject({ reading: { wanted: undefined } });
  expect(judge(read('nothing "a"'), FACTS, 3).isMatch).toBe(false);
});

test('only events and words need the events', () => {
  expect(['a', 'event:a', 'name:a', 'tag:a "b"', '"b"'].map((text) => asksForEvents(read(text)))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('nothing asked is no query', () => {
  expect(readShelfQuery('  ')).toEqual({ ok: true, value: undefined });
});

test.each([
  ['kind:EVENT', 0, 5],
  ['a $.b:1', 2, 4],
  ['a name:', 7, 0],
  ['a or b', 2, 2],
  ['(a)', 0, 1],
  ['a "b', 2, 2],
  ['""', 0, 2],
  ['a -', 2, 1],
  ['- a', 0, 1],
  ['- -a', 0, 1],
  ['/(/', 0, 3],
  ['tag:a,,b', 6, 1],
])('%s cannot be read at %i', (text, offset, length) => {
  expect(readShelfQuery(text)).toMatchObject({
    ok: false,
    error: { offset, length, message: expect.stringMatching(/\w/) },
  });
});
