import { createSubscriber } from 'svelte/reactivity';

/** Makes whoever calls the returned function in a derived or a template run again every `everyMs`, while it is used. */
export function ticking(everyMs: number): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, everyMs);
    return () => clearInterval(timer);
  });
}

const FASTEST_MS = 50;
const SLOWEST_MS = 100;
const CALM_MS = 1000;

/**
 * How often to draw what takes `msPerPx` to move by a pixel: no oftener than an eye sees, for each drawing costs power.
 * Once a second where motion is not wanted.
 */
export function movingEveryMs(msPerPx: number): number {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return CALM_MS;
  return Math.min(SLOWEST_MS, Math.max(FASTEST_MS, Math.round(msPerPx)));
}
