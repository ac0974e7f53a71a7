import { createSubscriber } from 'svelte/reactivity';

/** Makes whoever calls the returned function in a derived or a template run again every `everyMs`, while it is used. */
export function ticking(everyMs: number): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, everyMs);
    return () => clearInterval(timer);
  });
}
