import type { Attachment } from 'svelte/attachments';
import type { Colours } from './colours.ts';
import { Pen } from './draw/pen.ts';

export type Picture = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly colours: Colours | undefined;
  readonly dpr: number;
  readonly draw: (pen: Pen) => void;
};

/** Draws in the next frame, once, whatever of the picture has changed until then. */
export function painted(picture: () => Picture): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    // A canvas is outside of what Svelte renders.
    $effect(() => {
      const current = picture();
      const frame = requestAnimationFrame(() => paint(canvas, current));
      return () => cancelAnimationFrame(frame);
    });
  };
}

function paint(canvas: HTMLCanvasElement, { widthPx, heightPx, fromMs, toMs, colours, dpr, draw }: Picture): void {
  const context = canvas.getContext('2d');
  if (!context || !colours || widthPx <= 0) return;
  const [width, height] = [Math.round(widthPx * dpr), Math.round(heightPx * dpr)];
  // Setting a size clears and reallocates, even where it is the same.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, widthPx, heightPx);
  draw(new Pen(context, colours, { fromMs, toMs, widthPx }, dpr));
}
