import { expect, test } from 'vitest';
import type { AckExchange, AcksView } from '../../../src/projections/acks/acks-view.ts';
import { seq } from '../../../src/session/entry.ts';
import { acksFigure } from '../../../src/ui/insight/ack-figure.ts';
import { barsText, placeOf, tookText, totalsText } from '../../../src/ui/insight/ack-words.ts';

const row = { seq: seq(0), part: 0 };

const exchange = { question: row, conn: 1, nsp: '/', event: 'ask', id: 1, askedBy: 'client', askedAt: 1000 } as const;
const none: AcksView = {
  answered: 0,
  late: 0,
  waitingForServer: 0,
  waitingForYou: 0,
  timedOut: 0,
  lost: 0,
  duplicate: 0,
  unasked: 0,
  latest: [exchange].map((one) => ({ ...one, state: 'waiting' })),
  events: [],
  eventCount: 1,
};

test('the folded line tells who waits for whom, and the first three facts only', () => {
  const view: AcksView = { ...none, answered: 6, waitingForServer: 1, waitingForYou: 1 };
  expect(acksFigure(view, 4100)).toEqual({ text: '6 answered · 1 waiting 3.1 s · 1 asked of you', tone: 'warning' });
  expect(acksFigure({ ...view, timedOut: 2, unasked: 1 }, 4100).text).toBe(
    '6 answered · 1 waiting 3.1 s · 1 asked of you',
  );
  expect(acksFigure({ ...none, answered: 6, late: 1, timedOut: 2, lost: 1 }, 0).text).toBe(
    '7 answered · 1 late · 3 unanswered',
  );
  expect(acksFigure({ ...none, latest: [], eventCount: 0 }, 0).text).toBe('none yet');
});

test('above the list stands everything that is not nothing', () => {
  expect(totalsText({ ...none, answered: 1200, late: 1, timedOut: 2, lost: 3, duplicate: 4, unasked: 5 })).toBe(
    '1,200 answered in time · 1 late · 2 timed out · 3 lost · 4 answered again · 5 answers without a question',
  );
});

test('each exchange says what became of it', () => {
  const text = (more: Partial<AckExchange> & Pick<AckExchange, 'state'>, isLive = true) =>
    tookText({ ...exchange, ...more }, 2100, isLive);
  expect(text({ state: 'waiting' })).toBe('waits 1.1 s');
  expect(text({ state: 'waiting' }, false)).toBe('no answer');
  expect(text({ state: 'answered', tookMs: 421 })).toBe('421 ms');
  expect(text({ state: 'late', tookMs: 421 })).toBe('late, 421 ms');
  expect(text({ state: 'duplicate', tookMs: 421 })).toBe('again, 421 ms');
  expect(text({ state: 'unknown' })).toBe('nobody asked');
});

test('a stray answer does not take the place of the question that it seems to be for', () => {
  const answer = { seq: seq(9), part: 0 };
  expect(placeOf({ ...exchange, answer, state: 'answered' })).toBe('0.0');
  expect(placeOf({ ...exchange, answer, state: 'duplicate' })).toBe('9.0');
});

test('the bars are told in words', () => {
  const bars = [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  expect(barsText({ count: 3, medianMs: 2, p95Ms: 9000, maxMs: 9000, bars })).toBe(
    '2 up to 2 ms, 1 longer than 5,000 ms',
  );
});
