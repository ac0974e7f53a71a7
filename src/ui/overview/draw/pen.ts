import type { Colours, Token } from '../colours.ts';
import { GLYPHS, type GlyphName } from '../../kit/glyphs.ts';

const HATCH_PX = 5;
// As the tokens' --ui: to read it here would cost a style calculation for every picture.
const FONT = '11px system-ui, sans-serif';
const FLAG = 'M2.5 .8v9.6M2.5 1.3h6.7l-2 2.4l2 2.4h-6.7';

export type Mark = 'plus' | 'loop' | 'cross' | 'flag';
const MARK_PATHS: Readonly<Record<Mark, string>> = {
  plus: pathOf('user'),
  loop: pathOf('client'),
  cross: pathOf('is-failed'),
  flag: FLAG,
};

function pathOf(glyph: GlyphName): string {
  return GLYPHS[glyph].line ?? '';
}

/** Draws on a canvas in CSS px, in the theme's colours, time along x. */
export class Pen {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Colours;
  readonly widthPx: number;
  readonly #fromMs: number;
  readonly #pxPerMs: number;
  readonly #dpr: number;
  readonly #hatches = new Map<Token, CanvasPattern | null>();

  constructor(
    context: CanvasRenderingContext2D,
    colours: Colours,
    window: { readonly fromMs: number; readonly toMs: number; readonly widthPx: number },
    dpr: number,
  ) {
    this.context = context;
    this.colours = colours;
    this.widthPx = window.widthPx;
    this.#fromMs = window.fromMs;
    this.#pxPerMs = window.widthPx / (window.toMs - window.fromMs);
    this.#dpr = dpr;
    context.font = FONT;
    context.textBaseline = 'middle';
  }

  x(ms: number): number {
    return (ms - this.#fromMs) * this.#pxPerMs;
  }

  get pxPerMs(): number {
    return this.#pxPerMs;
  }

  fill(token: Token, x: number, y: number, width: number, height: number): void {
    this.context.fillStyle = this.colours[token];
    this.context.fillRect(x, y, width, height);
  }

  /** From `fromX` to `toX` as far as in sight, which spares long dashes and hatches their work. */
  clipped(fromX: number, toX: number): { readonly x: number; readonly width: number } {
    const x = Math.max(-4, fromX);
    return { x, width: Math.max(0, Math.min(this.widthPx + 4, toX) - x) };
  }

  hatch(token: Token, x: number, y: number, width: number, height: number): void {
    const pattern = this.#hatch(token);
    if (!pattern || width <= 0) return;
    this.context.fillStyle = pattern;
    this.context.fillRect(x, y, width, height);
  }

  outline(token: Token, x: number, y: number, width: number, height: number): void {
    this.context.strokeStyle = this.colours[token];
    this.context.lineWidth = 1;
    this.context.strokeRect(Math.round(x) + 0.5, y + 0.5, Math.max(1, Math.round(width) - 1), height - 1);
  }

  /** A vertical line. */
  line(token: Token, x: number, y: number, height: number, widthPx = 1, dash: readonly number[] = []): void {
    const { context } = this;
    const place = Math.round(x) + (widthPx % 2) / 2;
    context.strokeStyle = this.colours[token];
    context.lineWidth = widthPx;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(place, y);
    context.lineTo(place, y + height);
    context.stroke();
    context.setLineDash([]);
  }

  triangle(token: Token, x: number, y: number, size: number, isUp: boolean): void {
    const { context } = this;
    const [base, tip] = isUp ? [y + size, y] : [y, y + size];
    context.beginPath();
    context.moveTo(x - size / 2, base);
    context.lineTo(x + size / 2, base);
    context.lineTo(x, tip);
    context.closePath();
    if (isUp) {
      context.fillStyle = this.colours[token];
      context.fill();
    } else {
      context.strokeStyle = this.colours[token];
      context.lineWidth = 1.3;
      context.stroke();
    }
  }

  chevron(token: Token, x: number, y: number, isUp: boolean): void {
    const { context } = this;
    const reach = isUp ? 3.5 : -3.5;
    context.strokeStyle = this.colours[token];
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(x - 3.5, y + reach);
    context.lineTo(x, y);
    context.lineTo(x + 3.5, y + reach);
    context.stroke();
  }

  /** Eleven px square around `x`, `y`. */
  mark(token: Token, mark: Mark, x: number, y: number): void {
    const { context } = this;
    context.save();
    context.translate(x - 5.5, y - 5.5);
    context.strokeStyle = this.colours[token];
    context.lineWidth = 1.4;
    context.stroke(new Path2D(MARK_PATHS[mark]));
    context.restore();
  }

  widthOf(text: string): number {
    return this.context.measureText(text).width;
  }

  text(token: Token, text: string, x: number, y: number): void {
    this.context.fillStyle = this.colours[token];
    this.context.fillText(text, x, y);
  }

  #hatch(token: Token): CanvasPattern | null {
    const known = this.#hatches.get(token);
    if (known !== undefined) return known;
    const made = this.#makeHatch(token);
    this.#hatches.set(token, made);
    return made;
  }

  /** Drawn in device pixels, so that it stays sharp on every screen. */
  #makeHatch(token: Token): CanvasPattern | null {
    const side = Math.round(HATCH_PX * this.#dpr);
    const tile = new OffscreenCanvas(side, side);
    const context = tile.getContext('2d');
    if (!context) return null;
    context.strokeStyle = this.colours[token];
    context.lineWidth = this.#dpr;
    context.beginPath();
    for (const shift of [-side, 0, side]) {
      context.moveTo(shift - 1, side + 1);
      context.lineTo(shift + side + 1, -1);
    }
    context.stroke();
    const pattern = this.context.createPattern(tile, 'repeat');
    pattern?.setTransform(new DOMMatrix().scale(1 / this.#dpr));
    return pattern;
  }
}
