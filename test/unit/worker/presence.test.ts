import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { captureMs, type ClientEvent } from '../../../src/wire/wire-event.ts';
import { Presence } from '../../../src/worker/presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** `now` runs apart from the timers, as the clock does while a thread stands still. */
function presence(active: readonly number[]) {
  const recorded: ClientEvent[] = [];
  const clock = { now: 0, active };
  const made = new Presence({
    now: () => captureMs(clock.now),
    active: () => clock.active,
    append: (event) => {
      made.saw(event.at);
      recorded.push(event);
    },
  });
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 100) {
      clock.now += 100;
      vi.advanceTimersByTime(100);
    }
  };
  return { made, recorded, clock, pass };
}

test('what the page tells is recorded for each connection that lives', () => {
  const { made, recorded, pass } = presence([1, 3]);
  pass(1000);
  made.page('page_hidden', 999);
  pass(4000);
  made.page('page_visible', 4999.5);
  expect(recorded).toEqual([
    { kind: 'client', at: 1000, conn: 1, event: 'page_hidden' },
    { kind: 'client', at: 1000, conn: 3, event: 'page_hidden' },
    { kind: 'client', at: 5000, conn: 1, event: 'page_visible', detail: { hiddenMs: 4000.5 } },
    { kind: 'client', at: 5000, conn: 3, event: 'page_visible', detail: { hiddenMs: 4000.5 } },
  ]);
});

test('without a connection nothing is recorded', () => {
  const { made, recorded } = presence([]);
  made.page('page_hidden', 0);
  made.page('page_visible', 0);
  expect(recorded).toEqual([]);
});

test('what a frozen page tells late says when it was', () => {
  const { made, recorded, clock } = presence([1]);
  clock.now = 9000;
  made.page('page_frozen', 1500);
  made.page('page_resumed', 9000);
  expect(recorded.map(({ event, detail }) => [event, detail])).toEqual([
    ['page_frozen', { happenedAt: 1500 }],
    ['page_resumed', { frozenMs: 7500 }],
  ]);
});

test('a thread that runs, however little happens, has not paused', () => {
  const { made, recorded, pass } = presence([1]);
  made.saw(captureMs(0));
  pass(60_000);
  expect(recorded).toEqual([]);
});

test('a thread that stood still says so once it runs, and before what woke it', () => {
  const { made, recorded, clock, pass } = presence([1]);
  made.saw(captureMs(0));
  pass(2000);
  clock.now = 6200;
  made.saw(captureMs(6200));
  expect(recorded).toEqual([{ kind: 'client', at: 6200, conn: 1, event: 'worker_paused', detail: { pausedMs: 4200 } }]);
  pass(2000);
  expect(recorded).toHaveLength(1);
});

test('its own timer notices it, too', () => {
  const { made, recorded, clock, pass } = presence([1]);
  made.saw(captureMs(0));
  clock.now = 2000;
  pass(500);
  expect(recorded).toMatchObject([{ event: 'worker_paused', detail: { pausedMs: 2500 } }]);
});

test('nobody looks at the clock while no connection lives', () => {
  const { made, recorded, clock, pass } = presence([1]);
  made.saw(captureMs(0));
  clock.active = [];
  pass(1000);
  expect(vi.getTimerCount()).toBe(0);
  clock.active = [1];
  clock.now = 60_000;
  made.saw(captureMs(60_000));
  expect(recorded).toEqual([]);
});
