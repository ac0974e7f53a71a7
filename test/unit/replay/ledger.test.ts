import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExpectedEvents, type Expected } from '../../../src/replay/compare/expected-events.ts';
import { Ledger, VERDICTS } from '../../../src/replay/compare/ledger.ts';
import { PlanBuilder } from '../../../src/replay/plan/plan-builder.ts';

test('a step says the worst of its answer and its events, and waits while one of them is open', () => {
  const ledger = new Ledger(2);
  expect(ledger.verdict(0)).toBe('not sent');
  ledger.send(0, 100, 7, 3);
  ledger.changeEvent(0, undefined, 'waiting');
  expect(ledger.verdict(0)).toBe('waiting');
  ledger.answered(0, 104);
  ledger.setAnswer(0, 'equal');
  expect([ledger.verdict(0), ledger.answerMs(0), ledger.actionOf(0), ledger.ackIdOf(0)]).toEqual(['waiting', 4, 7, 3]);
  ledger.changeEvent(0, 'waiting', 'missing');
  expect(ledger.verdict(0)).toBe('missing');
  ledger.setAnswer(0, 'differs');
  expect(ledger.verdict(0)).toBe('differs');
  ledger.send(1, 100, 8, undefined);
  expect(ledger.verdict(1)).toBe('sent');
  expect(ledger.counts).toMatchObject({ 'not sent': 0, differs: 1, sent: 1, waiting: 0 });
  expect(ledger.worstIn(1)).toEqual(['differs']);
  expect(ledger.worstIn(9)).toEqual(['differs', 'sent']);
});

test('the counts are always those of the verdicts', () => {
  const change = fc.record({ index: fc.nat(9), verdict: fc.constantFrom(...VERDICTS.slice(1)), isEvent: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const ledger = new Ledger(10);
      for (const { index, verdict, isEvent } of changes) {
        if (ledger.verdict(index) === 'not sent') ledger.send(index, 0, 0, 0);
        if (verdict === 'not sent') continue;
        if (isEvent && verdict !== 'sent') ledger.changeEvent(index, undefined, verdict);
        else ledger.setAnswer(index, verdict);
      }
      for (const verdict of VERDICTS) {
        const there = Array.from({ length: 10 }, (_, i) => ledger.verdict(i)).filter((each) => each === verdict).length;
        expect(ledger.counts[verdict]).toBe(there);
      }
    }),
  );
});

test('an event that is missing does not make all that follow it differ', async () => {
  const expected = new ExpectedEvents();
  const add = (position: number) => expected.add('/', 'tick', { index: 0, position, dueBy: 10 });
  for (const position of [0, 1, 2]) add(position);
  const isSecond = ({ position }: Expected) => Promise.resolve(position === 1);
  const isNone = () => Promise.resolve(false);
  expect(await expected.take('/', 'tick', isSecond)).toMatchObject({ position: 1 });
  // What fits none is held against the first that is open.
  expect(await expected.take('/', 'tick', isNone)).toMatchObject({ position: 0 });
  expect(await expected.take('/', 'tock', isNone)).toBeUndefined();
  expect(expected.overdue(10)).toEqual([]);
  expect(expected.overdue(11)).toMatchObject([{ position: 2 }]);
  expect(expected.isEmpty).toBe(true);
});

test('a plan knows each step’s answer and followers, and none that came long after the last', () => {
  const builder = new PlanBuilder();
  const step = { nsp: '/', event: 'a', wantsAck: true };
  builder.add({ ...step, atMs: 100, source: 3 });
  builder.answer(0, 5, 12);
  builder.follow(0, { nsp: '/', event: 'b', source: 6, afterMs: 90_000 });
  builder.add({ ...step, atMs: 250, source: 8 });
  builder.follow(0, { nsp: '/', event: 'c', source: 9, afterMs: 90_001 });
  builder.follow(1, { nsp: '/', event: 'b', source: 10, afterMs: 1999 });
  builder.follow(1, { nsp: '/', event: 'b', source: 11, afterMs: 2001 });
  builder.leaveAside('it cannot be read');
  const plan = builder.build();
  expect([plan.step(0), plan.step(1)]).toMatchObject([
    { atMs: 0, source: 3, answer: 5, answerMs: 12 },
    { atMs: 150, source: 8, answer: undefined, answerMs: undefined },
  ]);
  expect([plan.followersOf(0), plan.followersOf(1)]).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 3 },
  ]);
  expect(plan.follower(1)).toMatchObject({ event: 'c', source: 9 });
  expect(plan.leftAside).toEqual([{ why: 'it cannot be read', count: 1 }]);
  expect(plan.namespaces).toEqual(['/']);
});
