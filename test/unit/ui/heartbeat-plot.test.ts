import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heartbeats } from '../../../src/projections/heartbeats.ts';
import { Labels } from '../../../src/ui/insight/heartbeat-plot/labels.ts';
import { firstAfter, heartbeatPlot, plotState } from '../../../src/ui/insight/heartbeat-plot/model.ts';
import { lastSign } from '../../../src/ui/insight/punctuality.ts';
import { heartbeatLines, missedText, plotText, shortMs } from '../../../src/ui/insight/heartbeat-words.ts';
import { spoken, viewOf } from '../projections/fold.ts';

const OPEN = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';
const view = (drawn: string) => viewOf(new Heartbeats(), drawn);

test('the plot reaches from the handshake to the deadline, with room for what is late', () => {
  const plot = heartbeatPlot(view(`100ms < ${OPEN}\n400ms < 2\n730ms < 2`), 0);
  expect([...plot.heights]).toEqual([300, 330]);
  expect(plot).toMatchObject({ fromAt: 100, untilAt: 1230, due: 300, dead: 500, top: 510 });
});

test('a ping far beyond the deadline does not flatten the others', () => {
  expect(heartbeatPlot(view(`0ms < ${OPEN}\n300ms < 2\n9000ms < 2`), 0).top).toBeCloseTo(816);
});

test('of a session that is over, the plot ends with it, or with the deadline that passed', () => {
  const ended = view(`0ms < ${OPEN}\n300ms < 2\n800ms client close {"reason":"ping timeout"}`);
  expect(heartbeatPlot(ended, 0)).toMatchObject({ untilAt: 800, missed: [{ at: 800 }] });
  expect(heartbeatPlot(ended, 5000).untilAt).toBe(5000);
});

test('where the client pings, round trips stand on a scale of their own until they near the deadline', () => {
  const protocols = spoken('v2');
  const drawn = `0ms < ${OPEN}\n300ms > 2\n312ms < 3\n620ms > 2`;
  const quick = heartbeatPlot(viewOf(new Heartbeats(protocols), drawn, protocols), 0);
  expect(quick).toMatchObject({ heights: [12, null], top: 15, due: undefined, dead: undefined });
  const slow = viewOf(new Heartbeats(protocols), `0ms < ${OPEN}\n300ms > 2\n400ms < 3`, protocols);
  expect(heartbeatPlot(slow, 0)).toMatchObject({ heights: [100], dead: 200, top: 204 });
});

test('before the first ping there is a plot, too', () => {
  expect(heartbeatPlot(view(`0ms < ${OPEN}`), 0)).toMatchObject({ heights: [], fromAt: 0, untilAt: 500 });
  expect(heartbeatPlot(view('0ms client page_hidden'), 0).untilAt).toBeGreaterThan(0);
});

test('traffic beside the heartbeat draws nothing anew', () => {
  const state = (drawn: string) => plotState(view(`0ms < ${OPEN}\n300ms < 2${drawn}`), true);
  expect(state('\n301ms < 42["a"]')).toBe(state(''));
  expect(state('\n301ms > 3')).not.toBe(state(''));
  expect(state('\n301ms client page_hidden')).not.toBe(state(''));
});

test.each([
  ['v4', '', 'handshake'],
  ['v4', '300ms < 2', 'last ping'],
  ['v4', `300ms < 2\n400ms close #1000 1006\n500ms < ${OPEN}`, 'handshake'],
  ['v2', '300ms > 2', 'last ping'],
  ['v2', '300ms > 2\n312.7ms < 3', 'last pong'],
] as const)('the countdown of %s after "%s" counts from the %s', (protocol, drawn, sign) => {
  const protocols = spoken(protocol);
  expect(lastSign(viewOf(new Heartbeats(protocols), `0ms < ${OPEN}\n${drawn}`, protocols))).toBe(sign);
});

test('an absence is told with the ping that came after it', () => {
  const { points } = view(`0ms < ${OPEN}\n300ms < 2\n310ms client page_frozen\n780ms < 2`);
  expect(firstAfter(points, 310)).toBe(1);
  expect(firstAfter(points, 781)).toBe(-1);
});

test('the table holds pings, deadlines and absences, newest first', () => {
  const told = view(`
      0ms < ${OPEN}
    300ms < 2
    310ms client page_frozen
    700ms client page_resumed
    800ms client close {"reason":"ping timeout"}
  `);
  const lines = heartbeatLines(told);
  expect(lines.map(({ kind }) => kind)).toEqual(['missed', 'frozen', 'ping']);
  const [missed] = lines;
  expect(missed?.kind === 'missed' && missedText(missed)).toBe('no ping came for 500 ms; dead at 0.800 s');
});

test('the plot in words', () => {
  expect(plotText(view(`0ms < ${OPEN}\n300ms < 2\n301ms > 3\n640ms < 2\n650ms client page_hidden`))).toBe(
    'Heartbeats: 2 pings from 0.300 s to 0.640 s; intervals 300 ms to 340 ms; pingInterval 300 ms, pingTimeout 200 ms; 1 late; tab hidden since 0.650 s. The table below has the figures.',
  );
});

test.each([
  [0.4, '0.4 ms'],
  [240, '240 ms'],
  [5000, '5 s'],
  [1236, '1.24 s'],
  [150_000, '2 min 30 s'],
])('%d ms as a label: %s', (ms, text) => expect(shortMs(ms)).toBe(text));

test('words never lie over a stick, its head or other words, nor outside', () => {
  const place = fc.integer({ min: -20, max: 320 });
  const box = fc
    .record({ left: place, top: place })
    .map(({ left, top }) => ({ left, top, right: left + 60, bottom: top + 11 }));
  const stick = fc.record({ x: fc.integer({ min: 0, max: 300 }), top: fc.integer({ min: 0, max: 100 }) });
  fc.assert(
    fc.property(fc.array(stick, { maxLength: 20 }), fc.array(fc.array(box, { maxLength: 6 })), (sticks, wanted) => {
      const labels = new Labels({ left: 0, top: 0, right: 300, bottom: 100 }, sticks, 3);
      const placed = wanted.map((boxes) => labels.place(boxes)).filter((found) => found !== undefined);
      for (const [i, a] of placed.entries()) {
        expect(a.left >= 0 && a.right <= 300 && a.top >= 0 && a.bottom <= 100).toBe(true);
        for (const { x, top } of sticks) {
          expect(x <= a.left - 3 || x >= a.right + 3 || top - 3 >= a.bottom).toBe(true);
        }
        for (const b of placed.slice(i + 1)) {
          expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
        }
      }
    }),
  );
});
