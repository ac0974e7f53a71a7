import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { movingEveryMs } from '../kit/clock.ts';

/** Moves an element to where now is, as often as it moves by a pixel. */
export function nowEdge(x: () => number, msPerPx: () => number): Attachment<HTMLElement> {
  return (edge) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // It moves without anything of the page's state changing.
    const move = (): void => {
      edge.style.translate = `${Math.round(x())}px 0`;
      timer = setTimeout(move, movingEveryMs(msPerPx()));
    };
    untrack(move);
    return () => clearTimeout(timer);
  };
}
