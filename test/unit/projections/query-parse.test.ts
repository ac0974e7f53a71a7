import { expect, test } from 'vitest';
import { parseQuery, type Query, type Term } from '../../../src/projections/query/parse.ts';
import { ROW_KINDS } from '../../../src/projections/row.ts';

const NAMES = ['a', 'ab', 'b', 'chat message', 'a*', '/', '/chat', '/chat/room', '/a/'];

/** What a term is, and which of some names it takes. */
function shown(term: Term): string {
  const sign = term.isNegated ? '-' : '';
  switch (term.on) {
    case 'kind':
      return `${sign}kind ${ROW_KINDS.filter((kind) => term.matches(kind)).join(' ')}`;
    case 'event':
    case 'ns':
      return `${sign}${term.on} ${NAMES.filter((name) => term.matches(name)).join(' ')}`;
    case 'dir':
      return `${sign}dir ${term.direction ?? 'none'}`;
    case 'conn':
      return `${sign}conn ${term.conn}`;
    case 'text':
      return `${sign}${term.isLiteral ? 'text' : 'pattern'} ${term.pattern.toString()}`;
  }
}

function parsed(text: string): Query {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.error.message);
  return query.value;
}

test.each([
  ['', []],
  ['   ', []],
  ['kind:EVENT', ['kind EVENT']],
  ['kind:event', ['kind EVENT']],
  ['kind:ping,pong', ['kind ping pong']],
  ['kind:*event', ['kind EVENT BINARY_EVENT']],
  ['kind:BINARY_*', ['kind BINARY_EVENT BINARY_ACK']],
  ['kind:/^(ACK|open)$/', ['kind open ACK']],
  ['-kind:ping', ['-kind ping']],
  ['event:a', ['event a']],
  ['event:a*', ['event a ab a*']],
  ['event:"chat message"', ['event chat message']],
  ['event:/^A/i', ['event a ab a*']],
  ['event:a,b', ['event a b']],
  ['ns:/chat', ['ns /chat']],
  ['ns:/chat*', ['ns /chat /chat/room']],
  ['ns:/', ['ns /']],
  ['ns:"/a/"', ['ns /a/']],
  ['dir:sent dir:OUT dir:in dir:none', ['dir sent', 'dir sent', 'dir received', 'dir none']],
  ['conn:12', ['conn 12']],
  ['hello', ['text /hello/i']],
  ['-hello', ['-text /hello/i']],
  ['"two words"', ['text /two words/i']],
  ['-"two words" x', ['-text /two words/i', 'text /x/i']],
  ['"say \\"hi\\" \\\\"', ['text /say "hi" \\\\/i']],
  ['a.b*(c)', ['text /a\\.b\\*\\(c\\)/i']],
  ['/a.b/', ['pattern /a.b/']],
  ['/A b/i', ['pattern /A b/i']],
  ['/a\\/b/', ['pattern /a\\/b/']],
  ['/chat', ['text /\\/chat/i']],
  ['http://host/', ['text /http:\\/\\/host\\//i']],
  ['{"a":1}', ['text /\\{"a":1\\}/i']],
  ['"dir:sent"', ['text /dir:sent/i']],
  ['  kind:EVENT   -dir:in  ', ['kind EVENT', '-dir received']],
])('%j', (text, terms) => {
  expect(parsed(text).map(shown)).toEqual(terms);
});

test.each([
  ['kind:', 5, /needs a value/],
  ['a -kind:', 8, /needs a value/],
  ['event:,', 6, /needs a value/],
  ['kind:EVNT', 5, /no kind is called “EVNT”; there are .*EVENT/],
  ['kind:ping,pung', 5, /“pung”/],
  ['dir:up', 4, /takes sent, received or none/],
  ['conn:one', 5, /takes a connection’s number/],
  ['x  size:3', 3, /“size:” is no term.*Quote it/],
  ['-', 0, /Nothing follows/],
  ['a - b', 2, /Nothing follows/],
  ['"open', 0, /not closed/],
  ['event:"open', 6, /not closed/],
  ['""', 0, /Nothing stands between the quotes/],
  ['a -""', 3, /Nothing stands between the quotes/],
  ['/(/', 0, /Invalid regular expression/],
  ['event:/(/', 6, /Invalid regular expression/],
])('%j is refused at %d', (text, offset, message) => {
  const query = parseQuery(text);
  expect(query).toMatchObject({ ok: false, error: { offset } });
  expect(query.ok ? '' : query.error.message).toMatch(message);
});
