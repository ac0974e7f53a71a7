import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Acks } from '../../../src/projections/acks.ts';
import { Heartbeats } from '../../../src/projections/heartbeats.ts';
import type { Projection } from '../../../src/projections/projection.ts';
import { Timeline } from '../../../src/projections/timeline.ts';
import { Transport } from '../../../src/projections/transport.ts';
import { entriesOf } from './fold.ts';
import { someTraffic } from './some-traffic.ts';

/** The timeline as a projection, its columns copied. */
class Rows implements Projection<unknown> {
  readonly #timeline = new Timeline();

  step(entry: Parameters<Timeline['step']>[0]): void {
    this.#timeline.step(entry);
  }

  view(): unknown {
    const { columns, nsps, events, eventNames, sent, received } = this.#timeline;
    const rows = Array.from({ length: columns.length }, (_, row) => ({
      ...this.#timeline.idOf(row),
      kind: columns.kind(row),
      conn: columns.conn(row),
      direction: columns.direction(row),
      nsp: nsps.textOf(columns.nsp(row)),
      event: events.textOf(columns.event(row)),
      pair: columns.pair(row),
      isAnswer: columns.isAnswer(row),
      isUpgrade: columns.isUpgrade(row),
      isOpenQuestion: columns.isOpenQuestion(row),
    }));
    return { rows, eventNames: [...eventNames], sent, received };
  }
}

const PROJECTIONS: readonly (readonly [string, () => Projection<unknown>])[] = [
  ['the timeline', () => new Rows()],
  ['heartbeats', () => new Heartbeats()],
  ['acknowledgements', () => new Acks()],
  ['transports', () => new Transport()],
];

test.each(PROJECTIONS)('%s folded in two pieces, looked at in between, are the same as folded at once', (_, start) => {
  fc.assert(
    fc.property(someTraffic, fc.nat(), (events, place) => {
      const entries = entriesOf(events);
      const cut = place % (entries.length + 1);
      const whole = start();
      for (const entry of entries) whole.step(entry);
      const pieces = start();
      for (const entry of entries.slice(0, cut)) pieces.step(entry);
      const between = pieces.view();
      const asItWas = structuredClone(between);
      for (const entry of entries.slice(cut)) pieces.step(entry);
      expect(pieces.view()).toEqual(whole.view());
      // What was handed out stays as it was: someone may still show it.
      expect(between).toEqual(asItWas);
    }),
  );
});

test('each row’s pair leads back to it, question before answer, and none is still waited for', () => {
  fc.assert(
    fc.property(someTraffic, (events) => {
      const timeline = new Timeline();
      for (const entry of entriesOf(events)) timeline.step(entry);
      const { columns } = timeline;
      for (let row = 0; row < columns.length; row++) {
        expect(timeline.rowOf(timeline.idOf(row))).toBe(row);
        const pair = columns.pair(row);
        if (pair === undefined) continue;
        expect(columns.pair(pair)).toBe(row);
        expect(columns.isAnswer(row)).toBe(pair < row);
        expect(columns.isOpenQuestion(row)).toBe(false);
      }
    }),
  );
});

test('the timeline and the acknowledgements agree on what waits', () => {
  fc.assert(
    fc.property(someTraffic, (events) => {
      const timeline = new Timeline();
      const acks = new Acks();
      for (const entry of entriesOf(events)) {
        timeline.step(entry);
        acks.step(entry);
      }
      const { columns } = timeline;
      const rows = Array.from({ length: columns.length }, (_, row) => row);
      const waiting = rows.filter((row) => columns.isOpenQuestion(row) && /EVENT/.test(columns.kind(row)));
      const answered = rows.filter((row) => columns.isAnswer(row) && /^(BINARY_)?ACK$/.test(columns.kind(row)));
      const view = acks.view();
      expect(view.waitingForServer + view.waitingForYou).toBe(waiting.length);
      expect(view.answered).toBe(answered.length);
      const named = view.latest
        .filter(({ state }) => state === 'waiting')
        .map(({ question }) => timeline.rowOf(question));
      expect(named).toEqual(waiting);
    }),
  );
});
