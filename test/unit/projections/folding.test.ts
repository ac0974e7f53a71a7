import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Acks } from '../../../src/projections/acks.ts';
import { Heartbeats } from '../../../src/projections/heartbeats.ts';
import { Notes } from '../../../src/projections/notes.ts';
import { overviewOf } from '../../../src/projections/overview/answer.ts';
import { Overview } from '../../../src/projections/overview/overview.ts';
import type { Projection } from '../../../src/projections/projection.ts';
import { Rates } from '../../../src/projections/rates/rates.ts';
import { RoundTrips } from '../../../src/projections/round-trips.ts';
import { Timeline } from '../../../src/projections/timeline.ts';
import { Transport } from '../../../src/projections/transport.ts';
import type { Entry } from '../../../src/session/entry.ts';
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

class OverTimeline implements Projection<unknown> {
  readonly #timeline = new Timeline();
  readonly #rates = new Rates(this.#timeline);

  step(entry: Entry): void {
    this.#timeline.step(entry);
    this.#rates.step(entry);
  }

  view(): unknown {
    return [this.#rates.view(), this.#rates.view(1), this.#rates.view(2)];
  }
}

/** What the overview's lanes would show of all of it. */
class Lanes implements Projection<unknown> {
  readonly #overview = new Overview();

  step(entry: Parameters<Overview['step']>[0]): void {
    this.#overview.step(entry);
  }

  view(): unknown {
    const source = { timeline: new Timeline(), atOf: () => 0 };
    const ask = { fromMs: 0, toMs: 9000, buckets: 30, wantsFacts: true, strip: { buckets: 9, toMs: 9000 } };
    return overviewOf(this.#overview, ask, source, new Notes([]));
  }
}

const PROJECTIONS: readonly (readonly [string, () => Projection<unknown>])[] = [
  ['the timeline', () => new Rows()],
  ['heartbeats', () => new Heartbeats()],
  ['round trips', () => new RoundTrips()],
  ['acknowledgements', () => new Acks()],
  ['transports', () => new Transport()],
  ['the overview', () => new Lanes()],
  ['rates', () => new OverTimeline()],
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
      expect(view.answered + view.late).toBe(answered.length);
      const named = view.latest
        .filter(({ state }) => state === 'waiting')
        .map(({ question }) => timeline.rowOf(question!));
      expect(named).toEqual(waiting);
    }),
  );
});
