import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seq } from '../../../src/session/entry.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { detailsFrom, outline } from '../projections/fold.ts';
import { someTraffic } from '../projections/some-traffic.ts';
import { chunkAt, emptySource } from './chunks-of.ts';

function live(events: readonly WireEvent[]): OpenSession {
  const session = new OpenSession(emptySource);
  for (const event of events) session.append(event);
  session.fold();
  return session;
}

async function shown(session: OpenSession): Promise<unknown> {
  const rows = await session.rows(0, Infinity);
  const details = [];
  for (const { seq, part } of rows) details.push(await session.details({ seq, part }));
  return { rows, details, insight: session.insight(), maxPayload: [session.maxPayloadOf(1), session.maxPayloadOf(2)] };
}

test('a session read from its chunks shows what it showed while it was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(
      someTraffic,
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
      async (events, sizes) => {
        const recorded = live(events);
        const opened = new OpenSession(emptySource);
        for (let i = 0, from = 0; from < events.length; i++) {
          const size = sizes[i % sizes.length]!;
          opened.adopt(structuredClone(chunkAt(from, events.slice(from, from + size))));
          from += size;
        }
        expect(await shown(opened)).toEqual(await shown(recorded));
      },
    ),
    { numRuns: 50 },
  );
});

test('the log’s own chunks are enough to show it again', async () => {
  await fc.assert(
    fc.asyncProperty(someTraffic, async (events) => {
      const recorded = live(events);
      const opened = new OpenSession(emptySource);
      for await (const chunk of recorded.log.chunks()) opened.adopt(chunk);
      expect(await shown(opened)).toEqual(await shown(recorded));
    }),
    { numRuns: 50 },
  );
});

test('recording only notes; folding decodes, in order', async () => {
  const session = new OpenSession(emptySource);
  for (const event of draw('0ms < 42["a"]\n1ms < 42["b"]')) session.append(event);
  expect([session.log.length, session.timeline.columns.length]).toEqual([2, 0]);
  session.fold();
  expect((await session.rows(0, 9)).map(({ event }) => event)).toEqual(['a', 'b']);
});

test('rows outside the session are left out', async () => {
  const session = live(draw('0ms < 2\n1ms > 3'));
  expect(outline(await session.rows(-5, 1))).toEqual(['0.0 ping']);
  expect(outline(await session.rows(1, 99))).toEqual(['1.0 pong']);
  expect(await session.rows(5, 9)).toEqual([]);
  expect(await session.details({ seq: seq(2), part: 0 })).toBeUndefined();
  expect(await session.details({ seq: seq(0), part: 1 })).toBeUndefined();
  expect(session.indexOf({ seq: seq(9), part: 0 })).toBeUndefined();
});

test('details are the same as those folded from the events alone', async () => {
  const events = draw(`
    0ms > 451-0["up",{"_placeholder":true,"num":0}]
    0ms > hex 01 02
    9ms < 430["ok"]
  `);
  const session = live(events);
  const details = [];
  for (const { seq, part } of await session.rows(0, 9)) details.push(await session.details({ seq, part }));
  expect(details).toEqual(await detailsFrom(events));
});
