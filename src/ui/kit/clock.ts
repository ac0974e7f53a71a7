import { createSubscriber } from 'svelte/reactivity';

/** Makes whoever calls the returned function in a derived or a template run again every `everyMs`, while it is used. */
export function ticking(everyMs: number): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, everyMs);
    return () => clearInterval(timer);
  });
}

/** Each drawing costs power, and in a flood the speed of the recording. */
const FASTEST_MS = 100;
const CALM_MS = 1000;

/**
 * How often to draw what takes `msPerPx` to move by a pixel: ten times a second at most, and once a second where motion
 * is not wanted.
 */
export function movingEveryMs(msPerPx = FASTEST_MS): number {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return CALM_MS;
  return Math.min(CALM_MS, Math.max(FASTEST_MS, Math.round(msPerPx)));
}
