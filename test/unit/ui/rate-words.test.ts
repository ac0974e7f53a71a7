import { expect, test } from 'vitest';
import type { RatesView, Talker } from '../../../src/projections/rates/rates-view.ts';
import { eventTerm } from '../../../src/ui/insight/event-term.ts';
import { figureRates } from '../../../src/ui/rates/rate-figure.ts';
import { otherBytes, plotText, rateSeries } from '../../../src/ui/rates/rate-words.ts';
import { talkerLines, turnedBy } from '../../../src/ui/rates/talker-order.ts';
import { parseQuery } from '../../../src/projections/query/language/parse.ts';

const talker = (event: string, count: number, bytes: number): Talker => ({
  event,
  isRest: false,
  kind: 'event',
  direction: 'received',
  nsp: '/',
  count,
  bytes,
  nowPerSecond: 0,
});

const view: RatesView = {
  since: 0,
  now: 10_000,
  sent: { events: 3, bytes: 100, eventsPerSecond: 0, bytesPerSecond: 0 },
  received: { events: 600, bytes: 12_000, eventsPerSecond: 60, bytesPerSecond: 1200 },
  widthMs: 1000,
  sentEvents: [3, 0],
  receivedEvents: [20, 5],
  sentBytes: [100, 0],
  receivedBytes: [400, 100],
  talkers: [talker('tick', 599, 5000), talker('big', 1, 6000)],
  talkerCount: 2,
};

test('the folded line tells of now while the session goes on, else of the mean', () => {
  expect(figureRates(view, true)).toEqual({ sent: '0', received: '60', bytes: '1.2 kB' });
  expect(figureRates(view, false)).toEqual({ sent: '0.3', received: '60', bytes: '1.21 kB' });
});

test('sent rises above zero, received hangs below; the newest bucket counts for as long as it has lasted', () => {
  expect(rateSeries({ ...view, now: 1500 }, 'events')).toEqual({
    at: [500, 1500],
    sent: [3, 0],
    received: [-20, -10],
  });
  expect(plotText(view, 'events')).toBe(
    'Events a second over 10.0 s; sent 0.3/s on average, 3.0/s at most; received 60/s on average, 20/s at most',
  );
});

test('the table is sorted by any column, a second time the other way', () => {
  const names = (order: Parameters<typeof talkerLines>[1]) => talkerLines(view, order).map(({ name }) => name);
  const byBytes = turnedBy({ by: 'count', isDescending: true }, 'bytes');
  expect(names({ by: 'count', isDescending: true })).toEqual(['tick', 'big']);
  expect(names(byBytes)).toEqual(['big', 'tick']);
  expect(names(turnedBy(byBytes, 'bytes'))).toEqual(['tick', 'big']);
  expect(names(turnedBy(byBytes, 'event'))).toEqual(['big', 'tick']);
  expect(talkerLines(view, byBytes)[0]).toMatchObject({ share: 6000 / 12_100, meanPerSecond: 0.1 });
});

test('what no event accounts for is told, unless not all events are listed', () => {
  expect(otherBytes(view)).toBe(1100);
  expect(otherBytes({ ...view, talkerCount: 3 })).toBeUndefined();
});

test.each(['chat', 'chat message', 'say "hi"', 'a\\b', 'ünï', 'x*', 'a,b', '(a)', '-1'])(
  'whatever an event is called, the filter takes its name: %s',
  (name) => {
    const query = parseQuery(eventTerm(name));
    expect(query).toMatchObject({ ok: true });
    expect(query.ok && query.value).not.toHaveProperty('of');
  },
);
