import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from '../../../src/projections/query/read-query.ts';
import type { Row } from '../../../src/projections/row.ts';
import { ENGINE_IO_4 } from '../../../src/protocol/engineio/protocol.ts';
import { partIn } from '../../../src/protocol/engineio/span.ts';
import { extrasOf } from '../../../src/session/extras.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { payloadOf } from '../../../src/wire/wire-event.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { rowsFrom } from '../projections/fold.ts';
import { someTraffic } from '../projections/some-traffic.ts';
import { chunkAt, emptySource } from './chunks-of.ts';

type Oracle = { readonly text: string; readonly holds: (row: Row, event: WireEvent) => boolean };

const ask = (text: string, holds: Oracle['holds']): Oracle => ({ text, holds });

/** Texts of one row that a search for text goes through. */
function textsOf(row: Row, event: WireEvent): readonly string[] {
  if (row.part > 0) {
    if (event.kind === 'frame') return [''];
    const whole = payloadOf(event) ?? '';
    const span = ENGINE_IO_4.splitPayload(whole)[row.part - 1];
    const own = span && partIn(whole, span);
    return [typeof own === 'string' ? own : ''];
  }
  return [payloadOf(event), extrasOf(event)].filter((text) => typeof text === 'string');
}

const literal = fc
  .constantFrom('a', 'A B', '42', '42["a"', ']4', '2', '"sid"', 'ok', 'url', 'HOST', '\\', 'x', '_placeholder', 'probe')
  .map((text) =>
    ask(JSON.stringify(text), (row, event) =>
      textsOf(row, event).some((own) => own.toLowerCase().includes(text.toLowerCase())),
    ),
  );
const pattern = fc
  .constantFrom(/^42/, /\]$/, /^[^a]*$/, /\d{2}/, /x*/, /SID/i, /^$/, /(?<!4)2/)
  .map((own) => ask(own.toString(), (row, event) => textsOf(row, event).some((text) => own.test(text))));
const column = fc.constantFrom(
  ask('kind:EVENT', ({ kind }) => kind === 'EVENT'),
  ask('kind:*event,malformed', ({ kind }) => /EVENT$/.test(kind) || kind === 'malformed'),
  ask('kind:/^p/', ({ kind }) => kind.startsWith('p')),
  ask('event:a', ({ event }) => event?.toLowerCase() === 'a'),
  ask('event:"a b"', ({ event }) => event === 'A B'),
  ask('event:con*', ({ event = '' }) => event.startsWith('con')),
  ask('ns:/chat', ({ nsp }) => nsp === '/chat'),
  ask('ns:/*', ({ nsp }) => nsp !== undefined),
  ask('dir:sent', ({ direction }) => direction === 'sent'),
  ask('dir:in', ({ direction }) => direction === 'received'),
  ask('dir:none', ({ direction }) => direction === undefined),
  ask('conn:2', ({ conn }) => conn === 2),
);
const term = fc
  .tuple(fc.boolean(), fc.oneof(literal, pattern, column))
  .map(([isNegated, oracle]) =>
    isNegated ? ask(`-${oracle.text}`, (row, event) => !oracle.holds(row, event)) : oracle,
  );

/** How a piece of the log comes: recorded, or from the disk as a chunk; and whether anyone waits for the search. */
const growth = fc.array(
  fc.record({ entries: fc.integer({ min: 1, max: 12 }), isChunk: fc.boolean(), isAwaited: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

const noPause = () => Promise.resolve();

function setQuery(session: OpenSession, text: string): void {
  const query = readQuery(text);
  if (!query.ok) throw new Error(`${text}: ${query.error.message}`);
  session.setQuery(text, query.value);
}

function matchedRows({ matches }: OpenSession): readonly (number | undefined)[] {
  return Array.from({ length: matches.count }, (_, index) => matches.rowAt(index));
}

test('what matches is what a search row by row finds, however the log has grown and wherever chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(
      someTraffic,
      fc.array(term, { minLength: 1, maxLength: 3 }),
      growth,
      async (events, terms, pieces) => {
        const session = new OpenSession(emptySource);
        setQuery(session, terms.map(({ text }) => text).join(' '));
        let from = 0;
        for (let i = 0; from < events.length; i++) {
          const { entries, isChunk, isAwaited } = pieces[i % pieces.length]!;
          const piece = events.slice(from, from + entries);
          if (isChunk) session.adopt(chunkAt(from, piece));
          else for (const event of piece) session.append(event);
          from += piece.length;
          session.fold();
          const search = session.matches.advance(noPause);
          if (isAwaited) await search;
        }
        await session.matches.advance(noPause);
        const rows = rowsFrom(events);
        const expected = rows.flatMap((row, number) =>
          terms.every(({ holds }) => holds(row, events[row.seq]!)) ? [number] : [],
        );
        expect(matchedRows(session)).toEqual(expected);
        expect(session.matches.examined).toBe(rows.length);
      },
    ),
    { numRuns: 200 },
  );
});

test('each row knows its place among the matches, and those that do not match have none', async () => {
  await fc.assert(
    fc.asyncProperty(someTraffic, term, async (events, { text }) => {
      const session = new OpenSession(emptySource);
      for (const event of events) session.append(event);
      session.fold();
      setQuery(session, text);
      await session.matches.advance(noPause);
      const found = matchedRows(session);
      for (let row = 0; row < session.timeline.columns.length; row++) {
        const place = found.indexOf(row);
        expect(session.matches.indexOf(row)).toBe(place < 0 ? undefined : place);
      }
      expect(session.matches.rowAt(found.length)).toBeUndefined();
      expect(session.matches.rowAt(-1)).toBeUndefined();
    }),
  );
});

async function found(drawn: string, query: string): Promise<readonly string[]> {
  const session = new OpenSession(emptySource);
  for (const event of draw(drawn)) session.append(event);
  session.fold();
  setQuery(session, query);
  await session.matches.advance(noPause);
  return (await session.rows(0, 100)).map(({ seq, part }) => `${seq}.${part}`);
}

test('text that runs from one entry into the next is no match', async () => {
  const drawn = '0ms < 42["a"]\n1ms < 42["b"]\n2ms < 42["]42"]';
  expect(await found(drawn, ']42')).toEqual(['2.0']);
  expect(await found(drawn, '-]42')).toEqual(['0.0', '1.0']);
});

test('text is found at the very start and at the very end of each entry', async () => {
  expect(await found('0ms < 2\n1ms < 2\n2ms < 3\n3ms < 2probe', '2')).toEqual(['0.0', '1.0', '3.0']);
});

test('text in one packet of a body finds the body and that packet, not its neighbours', async () => {
  expect(await found('0ms < 200 #1 42["a"]␞42["b"]␞2', '"\\"b\\""')).toEqual(['0.0', '0.2']);
});

test('a pattern that is anchored finds packets in the middle of a body', async () => {
  expect(await found('0ms < 200 #1 2␞42["b"]', '/^42/')).toEqual(['0.2']);
});

test('an acknowledgement is found by the event it answers', async () => {
  expect(await found('0ms > 420["ask"]\n1ms < 430[]\n2ms < 431[]', 'event:ask')).toEqual(['0.0', '1.0']);
});

test('what a request says in its URL, and a client event in its detail, is found as text', async () => {
  const drawn = '0ms > GET #1 http://host/socket.io/ 2\n1ms client connect_error {"message":"xhr poll error"}';
  expect(await found(drawn, 'socket.io')).toEqual(['0.0']);
  expect(await found(drawn, '"poll error"')).toEqual(['1.0']);
});

test('a search in bodies of very many packets does not take them apart for each packet anew', async () => {
  const drawn = `0ms > POST #1 http://host/socket.io/ 42["a"]${'␞42["a"]'.repeat(19_999)}`;
  const startedAt = performance.now();
  expect(await found(drawn, '"\\"a\\""')).toHaveLength(100);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test('entries that come while a search waits are searched as well', async () => {
  const session = new OpenSession(emptySource);
  const [first, second] = draw('0ms < 42["a"]\n1ms < 42["a"]');
  session.append(first!);
  session.fold();
  setQuery(session, '"\\"a\\""');
  const search = session.matches.advance(noPause);
  session.append(second!);
  session.fold();
  await search;
  await session.matches.advance(noPause);
  expect(matchedRows(session)).toEqual([0, 1]);
});

test('a query that was replaced stops looking', async () => {
  const session = new OpenSession(emptySource);
  for (const event of draw('0ms < 2\n1ms < 2')) session.append(event);
  session.fold();
  setQuery(session, 'kind:ping');
  const { matches } = session;
  setQuery(session, 'kind:pong');
  await matches.advance(noPause);
  expect(matches.examined).toBe(0);
});

test('without a query every row matches, and its place is its number', () => {
  const session = new OpenSession(emptySource);
  for (const event of draw('0ms < 200 #1 2␞2')) session.append(event);
  session.fold();
  expect(matchedRows(session)).toEqual([0, 1, 2]);
  expect(session.matches.indexOf(2)).toBe(2);
  expect(session.matches.indexOf(3)).toBeUndefined();
});
