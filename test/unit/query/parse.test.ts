import { expect, test } from 'vitest';
import { parseQuery } from '../../../src/projections/query/language/parse.ts';
import type { Query, Term } from '../../../src/projections/query/query.ts';

const NAMES = ['a', 'ab', 'b', 'chat message', 'a*', '/', '/chat', '/chat/room', '/a/', 'polling'];
const NUMBERS = [0, 0.5, 1, 2, 7, 100, 200, 999, 1000, 1500, 2_000_000];

/** What a term is, and which of some names or figures it takes. */
function shownTerm(term: Term): string {
  switch (term.on) {
    case 'kind':
      return `kind ${term.kinds.join(' ')}`;
    case 'event':
    case 'ns':
    case 'via':
      return `${term.on} ${NAMES.filter((name) => term.matches(name)).join(' ')}`;
    case 'dir':
      return `dir ${term.directions.map((direction) => direction ?? 'none').join(' ')}`;
    case 'conn':
    case 'seq':
    case 'id':
    case 'size':
    case 'ack':
      return `${term.on} ${NUMBERS.filter((number) => term.holds(number)).join(' ')}`;
    case 'at':
      return `at ${term.spans.map(({ from, to, isOfDay }) => `${from}–${to}${isOfDay ? ' o’clock' : ''}`).join(' ')}`;
    case 'has':
      return `has ${term.words.join(' ')}`;
    case 'text':
      return `${term.isLiteral ? 'text' : 'pattern'} ${term.pattern.toString()}`;
    case 'path': {
      const { root, steps } = term.path;
      const written = steps.map((step) => (step.to === 'any' ? '*' : step.to === 'member' ? step.name : step.index));
      return `path ${[root, ...written].join('›')}`;
    }
  }
}

function shown(query: Query): string {
  if (query.op === 'term') return shownTerm(query.term);
  if (query.op === 'not') return `not (${shown(query.of)})`;
  return `(${query.of.map(shown).join(` ${query.op} `)})`;
}

test.each([
  ['', '()'],
  ['   ', '()'],
  ['kind:EVENT', 'kind EVENT'],
  ['kind:ping,pong', 'kind ping pong'],
  ['kind:*event', 'kind EVENT BINARY_EVENT'],
  ['kind:BINARY_*', 'kind BINARY_EVENT BINARY_ACK'],
  ['kind:/^(ACK|open)$/', 'kind open ACK'],
  ['-kind:ping', 'not (kind ping)'],
  ['type:2', 'kind ping'],
  ['type:42', 'kind EVENT'],
  ['type:44', 'kind CONNECT_ERROR ERROR'],
  ['type:error,pong', 'kind CONNECT_ERROR ERROR pong'],
  ['event:a*', 'event a ab a*'],
  ['event:"a*"', 'event a*'],
  ['event:"chat message",b', 'event b chat message'],
  ['event:/^A/i', 'event a ab a*'],
  ['ns:/chat', 'ns /chat'],
  ['ns:/chat*', 'ns /chat /chat/room'],
  ['ns:/chat or ns:/', '(ns /chat or ns /)'],
  ['ns:"/a/"', 'ns /a/'],
  ['via:poll*', 'via polling'],
  ['dir:sent dir:OUT,in dir:none', '(dir sent and dir sent received and dir none)'],
  ['conn:1,7', 'conn 1 7'],
  ['seq:100..200', 'seq 100 200'],
  ['seq:..2,>=1000', 'seq 0 0.5 1 2 1000 1500 2000000'],
  ['id:<2', 'id 0 0.5 1'],
  ['size:>1k', 'size 1500 2000000'],
  ['size:1kB', 'size 1000'],
  ['size:1.5k..2MB', 'size 1500 2000000'],
  ['ack:>200ms', 'ack 999 1000 1500 2000000'],
  ['ack:1s', 'ack 1000 1500'],
  ['ack:<=1', 'ack 0 0.5 1'],
  ['at:2s..5s', 'at 2000–5000'],
  ['at:1m30s..', 'at 90000–Infinity'],
  ['at:4.1', 'at 4100–4199.999'],
  ['at:10:15:02..10:16', 'at 36902000–36960000 o’clock'],
  ['at:10:15', 'at 36900000–36959999.999 o’clock'],
  ['has:ack,PENDING', 'has ack pending'],
  ['hello', 'text /hello/i'],
  ['-"two words" x', '(not (text /two words/i) and text /x/i)'],
  ['"say \\"hi\\" \\\\"', 'text /say "hi" \\\\/i'],
  ['a.b*(c)', 'text /a\\.b\\*\\(c\\)/i'],
  ['/a.b/', 'pattern /a.b/'],
  ['/A b/i', 'pattern /A b/i'],
  ['/[/ ]a\\/b/', 'pattern /[/ ]a\\/b/'],
  ['(/(a)/ b)', '(pattern /(a)/ and text /b/i)'],
  ['/chat', 'text /\\/chat/i'],
  ['http://host/', 'text /http:\\/\\/host\\//i'],
  ['{"a":1}', 'text /\\{"a":1\\}/i'],
  ['"dir:sent"', 'text /dir:sent/i'],
  ['"or"', 'text /or/i'],
  ['$5', 'text /\\$5/i'],
  ['a or b c', '(text /a/i or (text /b/i and text /c/i))'],
  ['a AND b or not c', '((text /a/i and text /b/i) or not (text /c/i))'],
  ['(a or b) c', '((text /a/i or text /b/i) and text /c/i)'],
  ['-(a b)', 'not ((text /a/i and text /b/i))'],
  ['--a', 'not (not (text /a/i))'],
  ['arg[0].user.id:7', 'path arg›0›user›id'],
  ['arg.count:>5', 'path arg›*›count'],
  ['arg[*].a:1', 'path arg›*›a'],
  ['arg:7', 'path arg›*'],
  ['$.token:*', 'path $›token'],
  ['$["a b: c"].*:"x y"', 'path $›a b: c›*'],
])('%j', (text, expected) => {
  const query = parseQuery(text);
  expect(query.ok ? shown(query.value) : query.error).toBe(expected);
});

test.each([
  ['kind:', 5, 0, /needs a value/],
  ['a -kind:', 8, 0, /needs a value/],
  ['event:,', 6, 1, /missing/],
  ['kind:EVNT', 5, 4, /no kind is called “EVNT”; there are .*EVENT/],
  ['kind:ping,pung', 10, 4, /“pung”/],
  ['dir:up', 4, 2, /takes sent, received or none/],
  ['type:99', 5, 2, /packet type/],
  ['has:luck', 4, 4, /pending/],
  ['conn:one', 5, 3, /no figure/],
  ['size:>1q', 5, 3, /no figure/],
  ['seq:1,x', 6, 1, /no figure/],
  ['seq:9..3', 4, 4, /ends before it begins/],
  ['at:25:00', 3, 5, /no figure/],
  ['x  user:3', 3, 5, /“user:” is no term.*Quote it/],
  ['-', 0, 1, /Nothing follows/],
  ['a - b', 2, 1, /Nothing follows/],
  ['a or', 2, 2, /Nothing follows the “or”/],
  ['or a', 0, 2, /Nothing stands before/],
  ['not', 0, 3, /Nothing follows/],
  ['(a', 0, 1, /not closed/],
  ['a)', 1, 1, /closes nothing/],
  ['()', 0, 1, /Nothing follows/],
  ['"open', 0, 5, /not closed/],
  ['event:"open', 6, 5, /not closed/],
  ['""', 0, 2, /Nothing stands between the quotes/],
  ['/(/', 0, 3, /Invalid regular expression/],
  ['event:/(/', 6, 3, /Invalid regular expression/],
  ['$.token', 0, 7, /ends with “:”/],
  ['arg[x].a:1', 3, 5, /no step/],
  [`${'('.repeat(300)}a${')'.repeat(300)}`, 200, 1, /More than/],
])('%j is refused at %d, %d characters', (text, offset, length, message) => {
  const query = parseQuery(text);
  expect(query).toMatchObject({ ok: false, error: { offset, length } });
  expect(query.ok ? '' : query.error.message).toMatch(message);
});
