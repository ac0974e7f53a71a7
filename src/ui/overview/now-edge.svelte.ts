import type { Attachment } from 'svelte/attachments';
import { MediaQuery } from 'svelte/reactivity';

/** Moves an element to where now is, once a frame; where less motion is wanted, whenever `calmX` changes. */
export function nowEdge(x: () => number, calmX: () => number): Attachment<HTMLElement> {
  const isCalm = new MediaQuery('(prefers-reduced-motion: reduce)');
  return (edge) => {
    const place = (px: number): void => {
      edge.style.translate = `${px}px 0`;
    };
    // It moves without anything of the page's state changing.
    $effect(() => {
      if (isCalm.current) return place(calmX());
      let frame = requestAnimationFrame(function move() {
        place(x());
        frame = requestAnimationFrame(move);
      });
      return () => cancelAnimationFrame(frame);
    });
  };
}
