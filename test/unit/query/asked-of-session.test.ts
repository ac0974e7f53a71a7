import { expect, test } from 'vitest';
import { readQuery } from '../../../src/projections/query/read-query.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { emptySource } from '../worker/chunks-of.ts';

/** At 0, 1, 2, … seconds. */
function pings(count: number, midnightMs = 0): OpenSession {
  const session = new OpenSession(emptySource);
  session.midnightMs = midnightMs;
  for (const event of draw(Array.from({ length: count }, (_, i) => `${i * 1000}ms < 2`).join('\n')))
    session.append(event);
  session.fold();
  return session;
}

async function found(session: OpenSession, text: string): Promise<readonly number[]> {
  const query = readQuery(text);
  if (!query.ok) throw new Error(query.error.message);
  session.setQuery(text, query.value);
  await session.matches.advance(() => Promise.resolve());
  return Array.from({ length: session.matches.count }, (_, index) => session.matches.rowAt(index) ?? -1);
}

test('a time with a colon is the clock’s, as the person’s wall shows it', async () => {
  // Began at 10:15:02.120.
  const session = pings(70, -((10 * 60 + 15) * 60 + 2.12) * 1000);
  expect(await found(session, 'at:10:15:03')).toEqual([1]);
  expect(await found(session, 'at:10:15:02..10:15:05')).toEqual([0, 1, 2]);
  expect(await found(session, 'at:<10:15:04')).toEqual([0, 1]);
  expect(await found(session, 'at:10:16')).toHaveLength(12);
});

test('a session that runs past midnight has the small hours of the next day', async () => {
  // Began at 23:59:58.
  const session = pings(5, -((23 * 60 + 59) * 60 + 58) * 1000);
  expect(await found(session, 'at:00:00..00:01')).toEqual([2, 3, 4]);
  expect(await found(session, 'at:23:59:59..00:00:01')).toEqual([1, 2, 3]);
});

test('notes are found, also one that is a mark alone', async () => {
  const session = pings(3);
  session.setNotes([
    { seq: 1, text: 'freezes here' },
    { seq: 2, text: '' },
  ]);
  expect(await found(session, 'has:note')).toEqual([1, 2]);
  expect(await found(session, '-has:note')).toEqual([0]);
});
