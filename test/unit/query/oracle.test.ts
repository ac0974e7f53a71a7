import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from '../../../src/projections/query/read-query.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { rowsFrom } from '../projections/fold.ts';
import { chunkAt, emptySource } from '../worker/chunks-of.ts';
import { someQuery, type Asked } from './oracle.ts';
import { searchedTraffic } from './traffic.ts';

/** How a piece of the log comes: recorded, or from the disk as a chunk; and whether anyone waits for the search. */
const growth = fc.array(
  fc.record({ entries: fc.integer({ min: 1, max: 15 }), isChunk: fc.boolean(), isAwaited: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);
const noPause = () => Promise.resolve();

function expected(events: readonly WireEvent[], { holds }: Asked): readonly number[] {
  const rows = rowsFrom(events, new Protocols());
  return rows.flatMap((row, number) => (holds({ row, event: events[row.seq]!, rows }) ? [number] : []));
}

test('a query finds what a look at row after row finds, however the log has grown and whatever changed later', async () => {
  await fc.assert(
    fc.asyncProperty(searchedTraffic, someQuery, growth, async (events, asked, pieces) => {
      const session = new OpenSession(emptySource);
      const query = readQuery(asked.text);
      if (!query.ok) throw new Error(`${asked.text}: ${query.error.message} at ${query.error.offset}`);
      session.setQuery(asked.text, query.value);
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
      if (!session.matches.isSettled) await session.matches.advance(noPause);
      const { matches } = session;
      const found = Array.from({ length: matches.count }, (_, index) => matches.rowAt(index));
      expect(found).toEqual(expected(events, asked));
    }),
    { numRuns: 1500 },
  );
}, 60_000);
