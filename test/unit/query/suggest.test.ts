import { expect, test } from 'vitest';
import { parseQuery } from '../../../src/projections/query/language/parse.ts';
import { suggest, type Words } from '../../../src/projections/query/suggest.ts';
import { PATHS, SIGNS, TERMS } from '../../../src/projections/query/language/terms.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { emptySource } from '../worker/chunks-of.ts';

const words: Words = {
  kind: [{ word: 'EVENT', rows: 1204 }],
  event: ['chat', 'chat message', 'news', '/x/', 'a*'].map((word, i) => ({ word, rows: 9 - i })),
  ns: ['/', '/admin'].map((word) => ({ word, rows: 1 })),
  conn: [],
  via: [],
  dir: [],
  paths: [{ word: 'arg[0].user', rows: 3 }],
};

/** `|` is the caret; what the text would be with each suggestion. */
function offered(drawn: string): readonly string[] {
  const caret = drawn.indexOf('|');
  const text = drawn.replace('|', '');
  return suggest(text, caret, words).map(({ insert, from, to }) => text.slice(0, from) + insert + text.slice(to));
}

test.each([
  ['ki|', ['kind:']],
  ['a|', ['at:', 'ack:']],
  ['-(not ki|', ['-(not kind:']],
  ['-ki| x', ['-kind: x']],
  ['kind:ev|', ['kind:EVENT']],
  ['event:ne|ws2 or x', ['event:news or x']],
  ['event:chat,n|', ['event:chat,news']],
  ['event:ch|', ['event:chat', 'event:"chat message"']],
  ['event:me|', ['event:"chat message"']],
  ['event:"chat m|', ['event:"chat message"']],
  ['event:/|', ['event:"/x/"']],
  ['event:*|', ['event:"a*"']],
  ['ns:/|', ['ns:/', 'ns:/admin']],
  ['has:pe|', ['has:pending']],
  ['x arg[0].u|', ['x arg[0].user:', 'x arg[0].user.id:']],
  ['$|', ['$.token:']],
  ['zzz|', []],
  ['event:zzz|', []],
])('%s', (drawn, expected) => {
  expect(offered(drawn)).toEqual(expected);
});

test('everything that is offered, and every example of the help, can be read', () => {
  const examples = [...TERMS, ...PATHS, ...SIGNS].flatMap((line) => line.examples.map(String));
  const values = TERMS.flatMap(({ name }) => offered(`${name}:|`));
  for (const text of [...examples, ...values]) expect({ text, ...parseQuery(text) }).toMatchObject({ text, ok: true });
});

test('words are counted on as the session grows, the most frequent first, and paths come from the newest rows', async () => {
  const session = new OpenSession(emptySource);
  const grow = (drawn: string): void => {
    for (const event of draw(drawn)) session.append(event);
    session.fold();
  };
  const inserted = async (text: string) =>
    (await session.suggestions(text, text.length)).map(({ insert, says }) => `${insert} ${says}`);
  grow('0ms < 42["a"]\n1ms < 42["b",{"user":1,"a b":[]}]\n2ms < 200 #1 42["b"]');
  expect(await inserted('event:')).toEqual(['b 2 rows', 'a 1 row']);
  grow('3ms < 42["a"]\n4ms < 42["a"]\n5ms client connect / {"id":"x"}');
  expect(await inserted('event:')).toEqual(['a 3 rows', 'b 2 rows', 'connect 1 row']);
  expect(await inserted('via:')).toEqual(['websocket 4 rows', 'polling 2 rows', 'none 1 row']);
  expect((await inserted('arg')).slice(0, 3)).toEqual([
    'arg[0]: in 1 of the newest rows',
    'arg[0].user: in 1 of the newest rows',
    'arg[0]["a b"]: in 1 of the newest rows',
  ]);
});
