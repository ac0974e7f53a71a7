import { createSubscriber } from 'svelte/reactivity';

/** Makes whoever calls the returned function in a derived or a template run again every `everyMs`, while it is used. */
export function ticking(everyMs: number): () => void {
  return createSubscriber((update) => eachTurn(() => everyMs, update));
}

/**
 * Calls `turn` every `everyMs()`, until what is returned is called. All that share a period, or a multiple of it, have
 * their turn at the same moment: the browser then draws once for all of them.
 */
export function eachTurn(everyMs: () => number, turn: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const ms = everyMs();
    timer = setTimeout(
      () => {
        turn();
        wait();
      },
      untilTurn(performance.now(), ms),
    );
  };
  wait();
  return () => clearTimeout(timer);
}

/** Timers may come a little early; a turn that is as good as there is the one after. */
const AS_GOOD_AS_THERE_MS = 5;

export function untilTurn(now: number, everyMs: number): number {
  const left = everyMs - (now % everyMs);
  return left < AS_GOOD_AS_THERE_MS ? left + everyMs : left;
}

/** Each drawing costs power, and in a flood the speed of the recording. */
const FASTEST_MS = 100;
const CALM_MS = 1000;
/** Multiples of the fastest that divide the calmest, so that turns coincide. */
const PACES_MS = [FASTEST_MS, 200, 500, CALM_MS] as const;

/**
 * How often to draw what takes `msPerPx` to move by a pixel: ten times a second at most, and once a second where motion
 * is not wanted.
 */
export function movingEveryMs(msPerPx: number = FASTEST_MS): number {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return CALM_MS;
  return PACES_MS.findLast((pace) => pace <= msPerPx) ?? FASTEST_MS;
}
