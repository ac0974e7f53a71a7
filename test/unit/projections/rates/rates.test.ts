import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RatesView } from '../../../../src/projections/rates/rates-view.ts';
import { Rates } from '../../../../src/projections/rates/rates.ts';
import { Timeline } from '../../../../src/projections/timeline.ts';
import { seq } from '../../../../src/session/entry.ts';
import { Transcriber } from '../../../../src/session/transcribe.ts';
import { captureMs, type WireEvent } from '../../../../src/wire/wire-event.ts';
import { draw } from '../../../draw.ts';
import { entriesOf, spoken } from '../fold.ts';

function ratesOf(events: readonly WireEvent[], protocols = spoken()): Rates {
  const timeline = new Timeline();
  const rates = new Rates(timeline);
  for (const entry of entriesOf(events, protocols)) {
    timeline.step(entry);
    rates.step(entry);
  }
  return rates;
}

const said = ({ talkers }: RatesView) =>
  talkers.map(
    ({ direction, kind, nsp, event, count, bytes }) => `${direction} ${kind} ${nsp} ${event} ${count} ${bytes}`,
  );

test('events and bytes by direction; each event’s own, its attachments and its acknowledgements', () => {
  const view = ratesOf(
    draw(`
        0ms > 42/chat,1["say","ü"]
       10ms < 43/chat,1["ok"]
       20ms < 451-["up",{"_placeholder":true,"num":0}]
       21ms < 2
       22ms < hex 01 02 03
      150ms > POST #1 http://host/?sid=a 42["say"]␞42["say"]
      160ms < 200 #1 ok
    `),
  ).view();
  expect(said(view)).toEqual([
    'sent event / say 2 18',
    'sent event /chat say 1 21',
    'received ack /chat say 1 15',
    'received event / up 1 43',
  ]);
  // The body with its separator and the "ok" that answers it, and the ping.
  expect(view.sent).toMatchObject({ events: 3, bytes: 21 + 19 });
  expect(view.received).toMatchObject({ events: 1, bytes: 15 + 40 + 1 + 3 + 2 });
  expect(view).toMatchObject({ widthMs: 100, sentEvents: [1, 2], receivedEvents: [1, 0], sentBytes: [21, 19] });
});

test('over Engine.IO alone each message counts, and checks of our own never do', () => {
  const view = ratesOf(draw('0ms < 4hello\n1ms [1 auto] > 4check\n2ms < 2'), spoken('eio4')).view();
  expect(view.received.events).toBe(1);
  expect(view.sent).toMatchObject({ events: 0, bytes: 0 });
  expect(view.talkers).toMatchObject([{ kind: 'message', direction: 'received', count: 1, bytes: 6 }]);
});

test('a connection’s own rates, and those of all together', () => {
  const rates = ratesOf(draw('0ms < 42["a"]\n5ms [2] < 42["a"]\n6ms [2] > 42["b"]'));
  expect(said(rates.view(2))).toEqual(['received event / a 1 7', 'sent event / b 1 7']);
  expect(said(rates.view())).toEqual(['received event / a 2 14', 'sent event / b 1 7']);
  expect(rates.view(2)).toMatchObject({ since: 5, sent: { events: 1 }, received: { events: 1 } });
  expect(rates.view(3)).toMatchObject({ talkers: [], talkerCount: 0, sent: { events: 0 }, sentEvents: [] });
});

test('what is said of now goes down when nothing comes any more', () => {
  const rates = ratesOf(draw(Array.from({ length: 40 }, (_, i) => `${10_000 + i * 100}ms < 42["tick"]`).join('\n')));
  expect(rates.view(undefined, 14_000).received.eventsPerSecond).toBeCloseTo(10, 5);
  expect(rates.view(undefined, 14_000).talkers[0]?.nowPerSecond).toBeCloseTo(10, 5);
  expect(rates.view(undefined, 15_000).received.eventsPerSecond).toBeCloseTo(5, 5);
  expect(rates.view(undefined, 17_000).received.eventsPerSecond).toBe(0);
});

function tick(at: number, name = 'tick'): WireEvent {
  const payload = `42["${name}"]`;
  return { at: captureMs(at), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'received', payload };
}

test('however long it lasts, memory is bounded and no event is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 60 }), (gaps) => {
      let at = 0;
      const view = ratesOf(gaps.map((gapMs) => tick((at += gapMs)))).view();
      expect(view.receivedEvents.reduce((sum, count) => sum + count, 0)).toBe(gaps.length);
      expect(view.receivedEvents.length).toBeLessThanOrEqual(180);
      expect(view.receivedEvents.findLastIndex((count) => count > 0)).toBe(
        gaps.length === 0 ? -1 : Math.floor(at / view.widthMs),
      );
    }),
  );
});

test('events beyond those that are kept are counted together', () => {
  const timeline = new Timeline();
  const rates = new Rates(timeline);
  const transcriber = new Transcriber();
  for (let i = 0; i < 1500; i++) {
    const entry = transcriber.transcribe(seq(i), tick(i, `e${i}`));
    timeline.step(entry);
    rates.step(entry);
  }
  const view = rates.view();
  expect(view.talkerCount).toBe(1001);
  expect(view.talkers).toHaveLength(200);
  expect(view.talkers[0]).toMatchObject({ isRest: true, count: 500 });
  expect(view.talkers[0]).not.toHaveProperty('event');
});
