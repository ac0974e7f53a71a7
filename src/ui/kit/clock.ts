import { createSubscriber } from 'svelte/reactivity';

/** Makes whoever calls the returned function in a derived or a template run again every `everyMs`, while it is used. */
export function ticking(everyMs: number): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, everyMs);
    return () => clearInterval(timer);
  });
}

/** The same once a frame, which a page behind others does not draw; once a second where motion is not wanted. */
export const eachFrame: () => void = createSubscriber((update) => {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }
  let frame = requestAnimationFrame(function again() {
    update();
    frame = requestAnimationFrame(again);
  });
  return () => cancelAnimationFrame(frame);
});
