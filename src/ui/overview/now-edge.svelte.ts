import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { eachTurn, movingEveryMs } from '../kit/clock.ts';

/** Moves an element to where now is, as often as it moves by a pixel. */
export function nowEdge(x: () => number, msPerPx: () => number): Attachment<HTMLElement> {
  return (edge) => {
    // It moves without anything of the page's state changing.
    const move = (): void => void (edge.style.translate = `${Math.round(x())}px 0`);
    untrack(move);
    return eachTurn(() => movingEveryMs(msPerPx()), move);
  };
}
