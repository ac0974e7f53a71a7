import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from '../../../src/projections/ladder/span.ts';
import { Spans } from '../../../src/projections/ladder/spans.ts';
import type { Row } from '../../../src/projections/row.ts';
import { Timeline } from '../../../src/projections/timeline.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';
import { entriesOf, rowsFrom } from '../projections/fold.ts';
import { someTraffic } from '../projections/some-traffic.ts';

function sourceOf(events: readonly WireEvent[]) {
  return {
    chanOf: (seq: number) => channelOf(events[seq]),
    viaOf: (seq: number) => {
      const event = events[seq];
      return event && 'via' in event ? event.via : undefined;
    },
  };
}

function channelOf(event: WireEvent | undefined): number {
  return event && 'chan' in event ? event.chan : 0;
}

function spansOf(events: readonly WireEvent[]): { readonly timeline: Timeline; readonly spans: Spans } {
  const timeline = new Timeline();
  for (const entry of entriesOf(events)) timeline.step(entry);
  return { timeline, spans: new Spans(timeline, sourceOf(events)) };
}

/** `start-end` of each span, by `seq`; an open one has no end. */
function reach(spans: readonly Span[]): readonly string[] {
  return spans.map(({ start, end }) => `${start.seq}-${end?.seq ?? ''}`);
}

/** Looks at every row for itself, from the formatted rows. */
function oracle(events: readonly WireEvent[], rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'request') {
      const closed = rows.find(
        ({ seq, kind, event, conn }) => seq > row.seq && kind === 'client' && event === 'close' && conn === row.conn,
      );
      return [`${row.seq}-${row.pair?.seq ?? closed?.seq ?? ''}`];
    }
    if (row.kind !== 'opened') return [];
    const after = rows.filter(({ seq, kind, pair }) => {
      const isOfChannel = channelOf(events[seq]) === channelOf(events[row.seq]);
      return seq > row.seq && isOfChannel && (kind === 'opened' || kind === 'closed' || (kind === 'failed' && !pair));
    });
    const [next] = after;
    return [`${row.seq}-${next && next.kind !== 'opened' ? next.seq : ''}`];
  });
}

test('a poll that the server holds lasts over all that happens meanwhile', () => {
  const { spans } = spansOf(
    draw(`
        0ms > GET #1 /socket.io/?EIO=4
        1ms open #2 ws://host/socket.io/
        2ms > #2 2probe
        3ms < #2 3probe
        4ms < 200 #1 6
        5ms > #2 5
        6ms close #2 1000
        7ms > GET #3 /socket.io/?EIO=4
    `),
  );
  // Rows 4 and 5 are the response and the noop in it.
  expect(reach(spans.touching(2, 3))).toEqual(['0-4', '1-6']);
  expect(reach(spans.touching(6, 6))).toEqual(['1-6']);
  expect(reach(spans.touching(0, 8))).toEqual(['0-4', '1-6', '7-']);
});

test('a client that gives up its session waits for no answer, but takes one that comes', () => {
  const drawn = `
        0ms > GET #1 /socket.io/?EIO=4
        1ms client close {"reason":"transport close"}
        2ms client reconnect_attempt {"attempt":1}
  `;
  expect(reach(spansOf(draw(drawn)).spans.touching(0, 9))).toEqual(['0-1']);
  expect(reach(spansOf(draw(`${drawn}\n 9ms < 200 #1 6`)).spans.touching(0, 9))).toEqual(['0-3']);
});

test('of any traffic, spans are as the rows tell them', () => {
  fc.assert(
    fc.property(someTraffic, (events) => {
      const { spans, timeline } = spansOf(events);
      const told = reach(spans.touching(0, timeline.columns.length));
      expect(told).toEqual(oracle(events, rowsFrom(events)));
    }),
    { numRuns: 300 },
  );
});

test('asked while a session grows, it tells in the end what it tells when asked once', () => {
  fc.assert(
    fc.property(someTraffic, (events) => {
      const timeline = new Timeline();
      const grown = new Spans(timeline, sourceOf(events));
      for (const entry of entriesOf(events)) {
        timeline.step(entry);
        grown.touching(0, 1);
      }
      const { spans } = spansOf(events);
      expect(grown.touching(0, timeline.columns.length)).toEqual(spans.touching(0, timeline.columns.length));
    }),
  );
});

test('long ago ended exchanges do not hide those of a row among thousands', () => {
  const polls = Array.from({ length: 3000 }, (_, i) => `${i}ms > GET #${i + 1} /a\n${i}ms < 200 #${i + 1} 6`);
  const { spans } = spansOf(draw(`0ms > GET #9000 /held\n${polls.join('\n')}\n4000ms < 200 #9000 6`));
  // Each poll has three rows: request, response, noop.
  expect(reach(spans.touching(4501, 4501))).toEqual(['0-6001', '3001-3002']);
});
