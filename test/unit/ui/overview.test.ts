import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alternativeOf } from '../../../src/ui/overview/alternative.ts';
import { blocksOf, heightOf, isFoldedAtFirst, laneAt } from '../../../src/ui/overview/blocks.ts';
import { Room } from '../../../src/ui/overview/draw/room.ts';
import { channelLabel, markLabel } from '../../../src/ui/overview/lane-words.ts';
import { moved, panned, shownSpan, wholeSpan, zoomed, type Span } from '../../../src/ui/overview/shown-range.ts';
import { labelStep, snapped, tickLabel, ticksIn } from '../../../src/ui/overview/ticks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ticks', () => {
  test.each([
    [0, 0.1, 0.5, '0 µs'],
    [0.25, 0.05, 0.5, '250 µs'],
    [0.25, 0.05, 10, '0.25 ms'],
    [120, 20, 500, '120 ms'],
    [0, 2000, 20_000, '0 s'],
    [4118, 1, 20_000, '4.118 s'],
    [4118.25, 0.002, 5000, '4.118250 s'],
    [2000, 2000, 20_000, '2 s'],
    [62_000, 2000, 90_000, '1:02'],
    [62_500, 500, 90_000, '1:02.5'],
    [2 * HOUR + 3 * MINUTE + 4000, 1000, 3 * HOUR, '2:03:04'],
    [DAY + 2 * HOUR, 10_000, 2 * DAY, '1 d 2:00:00'],
    [300_000, MINUTE, HOUR, '5 min'],
    [65 * MINUTE, 5 * MINUTE, 3 * HOUR, '1 h 5 min'],
    [3 * DAY, DAY, 10 * DAY, '3 d'],
  ])('%d ms at a step of %d in a window up to %d is "%s"', (ms, step, last, label) => {
    expect(tickLabel(ms, step, last)).toBe(label);
  });

  test.each([
    [0.0011, 0.002],
    [3, 5],
    [900, 1000],
    [1100, 2000],
    [11_000, 15_000],
    [40_000, MINUTE],
    [25 * MINUTE, 30 * MINUTE],
    [4 * HOUR, 6 * HOUR],
    [13 * HOUR, DAY],
    [3 * DAY, 5 * DAY],
  ])('the first round step from %d ms on is %d ms', (least, step) => {
    expect(labelStep(least)).toBeCloseTo(step, 9);
  });

  test('from microseconds to days labels differ, stand at their time and have room', () => {
    const anySpan = fc.tuple(
      fc.double({ min: 0, max: 20 * DAY, noNaN: true }),
      fc.double({ min: -5, max: 9.2, noNaN: true }),
    );
    fc.assert(
      fc.property(anySpan, ([start, power]) => {
        const span = Math.max(0.02, 10 ** power);
        // The log knows whole microseconds.
        const fromMs = Math.round(start * 1000) / 1000;
        const msPerPx = span / 640;
        const ticks = ticksIn({ fromMs, toMs: fromMs + span }, msPerPx, 62);
        expect(ticks.length).toBeLessThan(60);
        const labelled = ticks.filter(({ label }) => label !== undefined);
        expect(new Set(labelled.map(({ label }) => label)).size).toBe(labelled.length);
        for (const [i, { at }] of labelled.entries()) {
          expect(at).toBeGreaterThanOrEqual(fromMs - span * 1e-3);
          const before = labelled[i - 1];
          if (before) expect((at - before.at) / msPerPx).toBeGreaterThan(61.9);
        }
      }),
    );
  });

  test('a brushed edge snaps to a near tick, else to the roundest figure within a pixel', () => {
    expect(snapped(4003, 20, 62)).toBe(4000);
    expect(snapped(4117.3, 20, 62)).toBe(4120);
    expect(snapped(0.01234, 0.0001, 62)).toBe(0.012);
    expect(snapped(3 * DAY + 9 * MINUTE, 20 * MINUTE, 62)).toBe(3 * DAY);
  });

  test('what is brushed lies within a few pixels of the pointer, at every scale', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -3, max: 7 }), (share, power) => {
        const msPerPx = 10 ** power;
        const ms = share * 1000 * msPerPx;
        expect(Math.abs(snapped(ms, msPerPx, 62) - ms)).toBeLessThanOrEqual(4.001 * msPerPx + 0.0005);
      }),
    );
  });
});

describe('the shown time', () => {
  const saved = { endMs: 62_000, isGrowing: false };
  const live = { endMs: 62_000, isGrowing: true };
  const spanOf = ({ fromMs, toMs }: Span) => toMs - fromMs;

  test('a saved session ends where it ends; a live one has a little room, which it takes in steps', () => {
    expect(wholeSpan(saved)).toEqual({ fromMs: 0, toMs: 62_000 });
    expect(wholeSpan(live)).toEqual({ fromMs: 0, toMs: 65_000 });
    expect(wholeSpan({ ...live, endMs: 64_900 })).toEqual({ fromMs: 0, toMs: 65_000 });
    expect(wholeSpan({ endMs: 0, isGrowing: true })).toEqual({ fromMs: 0, toMs: 1000 });
  });

  test('zooming keeps what is under the pointer, and ends at everything', () => {
    const zoomedIn = zoomed({ fromMs: 0, toMs: 62_000 }, 0.5, 15_500, wholeSpan(saved));
    expect(zoomedIn).toEqual({ kind: 'still', fromMs: 7750, toMs: 38_750 });
    expect(zoomed({ fromMs: 7750, toMs: 38_750 }, 4, 20_000, wholeSpan(saved))).toEqual({ kind: 'all' });
  });

  test('no window leaves the session or falls below 20 µs, however one zooms and pans', () => {
    const act = fc.oneof(
      fc.record({
        factor: fc.double({ min: 0.01, max: 8, noNaN: true }),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ by: fc.double({ min: -3, max: 3, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.boolean(), (acts, isGrowing) => {
        const extent = { ...saved, isGrowing };
        const whole = wholeSpan(extent);
        let shown = whole;
        for (const each of acts) {
          const choice =
            'by' in each
              ? panned(shown, each.by * spanOf(shown), whole, isGrowing)
              : zoomed(shown, each.factor, shown.fromMs + each.at * spanOf(shown), whole);
          shown = shownSpan(choice, extent);
          expect(shown.fromMs).toBeGreaterThanOrEqual(0);
          expect(shown.toMs).toBeLessThanOrEqual(whole.toMs + 10_000);
          expect(spanOf(shown)).toBeGreaterThan(0.0199);
        }
      }),
    );
  });

  test('who pans to the end of a live session follows it from there', () => {
    const choice = panned({ fromMs: 40_000, toMs: 50_000 }, 99_000, wholeSpan(live), true);
    expect(choice).toEqual({ kind: 'tail', spanMs: 10_000 });
    const later = shownSpan(choice, { endMs: 90_000, isGrowing: true });
    expect(later.toMs).toBeGreaterThan(90_000);
    expect(spanOf(later)).toBeCloseTo(10_000);
  });

  test('an end that is moved stops at the other and at the session’s', () => {
    const whole = wholeSpan(saved);
    expect(moved({ fromMs: 1000, toMs: 2000 }, 'from', -5, whole)).toMatchObject({ fromMs: 0, toMs: 2000 });
    const crossed = moved({ fromMs: 1000, toMs: 2000 }, 'to', 500, whole);
    expect(crossed).toMatchObject({ fromMs: 1000 });
    expect(shownSpan(crossed, saved).toMs).toBeGreaterThan(1000);
  });
});

test('one connection’s lanes are 109 px high, a folded one’s 30; from the third on they are folded', () => {
  const blocks = blocksOf([1, 2, 3], (_, place) => isFoldedAtFirst(place), false);
  expect(blocks.map(({ top, height }) => [top, height])).toEqual([
    [0, 109],
    [109, 109],
    [218, 30],
  ]);
  expect(heightOf(blocks)).toBe(248);
  expect(laneAt(blocks, 110)).toMatchObject({ block: { conn: 2 }, lane: { name: 'polling' } });
  expect(laneAt(blocks, 240)).toMatchObject({ block: { conn: 3 }, lane: { name: 'events' } });
  expect(laneAt(blocks, 400)).toBeUndefined();
});

test('a word that would lie on another is dropped', () => {
  const room = new Room();
  room.take(0, 10);
  expect([room.claim(5, 20), room.claim(10, 30), room.claim(29, 40), room.claim(30, 31)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('labels say what it is, how long and how many', () => {
  const channel = { from: 0, openedAt: 100, to: 10_490, count: 1, via: 'websocket', frames: 1881, end: 'cut' } as const;
  expect(channelLabel(channel, 0)).toBe('open 10.4 s · 1,881 frames');
  expect(markLabel({ at: 0, kind: 'attempt', figure: 3, count: 1, others: 0 })).toBe('attempt 3');
  expect(markLabel({ at: 0, kind: 'tab frozen', figure: 2700, count: 1, others: 0 })).toBe('tab frozen 2.7 s');
  expect(markLabel({ at: 0, kind: 'malformed', count: 12, others: 1 })).toBe('malformed ×12 +1');
});

test('the text alternative says the same facts', () => {
  const text = alternativeOf(
    {
      notes: 2,
      own: 3,
      nowMs: 31_000,
      facts: [
        {
          conn: 1,
          gets: 3,
          posts: 1,
          failedRequests: 1,
          channels: [{ from: 0, openedAt: 600, to: 11_000, count: 1, via: 'websocket', frames: 1881, end: 'cut' }],
          channelCount: 1,
          upgradesMs: [409],
          upgrades: 1,
          failedUpgrades: 1,
          heartbeats: 2,
          gaps: [{ from: 12_000, to: 13_600, count: 1, attempts: 1 }],
          gapCount: 1,
          sent: 5,
          received: 5000,
          binary: 1,
          acks: 2,
          marks: [{ kind: 'malformed', count: 2 }],
        },
      ],
    },
    () => 'chat.example.org',
  );
  expect(text).toBe(
    '1 connection in 31.0 s. chat.example.org: 4 polling requests (3 GET, 1 POST, 1 failed); ' +
      'WebSocket open 10.4 s, 1,881 frames, ended without a close frame; upgrade after 409 ms; 1 failed upgrade; ' +
      '2 heartbeats; lost 1 time (1.6 s); 5 events sent, 5,000 received, 1 binary, 2 acks; malformed 2 times. ' +
      '2 notes. 3 entries of Sockscope’s own checks are not in the lanes.',
  );
});
