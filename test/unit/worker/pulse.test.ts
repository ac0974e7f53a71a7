import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulse } from '../../../src/worker/pulse.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** A pulse whose beats are noted by their time, and end at once or when `end` is called. */
function pulse({ isSlow = false } = {}) {
  const beats: number[] = [];
  let end = (): void => undefined;
  const run = (): Promise<void> => {
    beats.push(performance.now());
    return isSlow ? new Promise((resolve) => (end = resolve)) : Promise.resolve();
  };
  const startedAt = performance.now();
  const made = new Pulse(run, { soonMs: 16, restMs: () => 100 });
  return { beats: () => beats.map((at) => at - startedAt), ask: () => made.ask(), end: () => end() };
}

test('it beats soon after it is asked, once however often it is asked', async () => {
  const { beats, ask } = pulse();
  ask();
  ask();
  expect(beats()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(beats()).toEqual([16]);
});

test('it rests between two beats', async () => {
  const { beats, ask } = pulse();
  for (let i = 0; i < 30; i++) {
    ask();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(beats()).toEqual([16, 116, 216]);
});

test('after a long rest it beats soon again', async () => {
  const { beats, ask } = pulse();
  ask();
  await vi.advanceTimersByTimeAsync(1000);
  ask();
  await vi.advanceTimersByTimeAsync(1000);
  expect(beats()).toEqual([16, 1016]);
});

test('what is asked during a beat is answered by the next, which waits for the end of this one', async () => {
  const { beats, ask, end } = pulse({ isSlow: true });
  ask();
  await vi.advanceTimersByTimeAsync(16);
  ask();
  ask();
  await vi.advanceTimersByTimeAsync(500);
  expect(beats()).toEqual([16]);
  end();
  await vi.advanceTimersByTimeAsync(500);
  expect(beats()).toEqual([16, 532]);
});
