import type uPlot from 'uplot';
import type { Colour } from '../../kit/plot/colours.ts';
import { PLOT_FONT } from '../../kit/plot/plot.ts';
import { absenceName, marginText, shortMs } from '../heartbeat-words.ts';
import { Labels, type Box, type Stick } from './labels.ts';
import { arrowHead, cross, hatch, rule } from './strokes.ts';
import { firstAfter, type HeartbeatPlot } from './model.ts';

const HEAD_PX = 2.5;
const LABELLED = 4;
const LABEL_PX = 11;
/** On-time pings nearer to each other than this are drawn without heads. */
const DENSE_PX = 6;

/** Colours as the canvas takes them. */
export type Ink = Readonly<
  Record<'stick' | 'head' | 'hatch' | 'due' | 'dead' | 'late' | 'band' | 'word' | 'ground', string>
>;

export function inkOf(colour: Colour): Ink {
  return {
    stick: colour('heartbeat', 0.6),
    head: colour('heartbeat'),
    hatch: colour('heartbeat', 0.35),
    due: colour('text-2'),
    dead: colour('error'),
    late: colour('warning'),
    band: colour('warning', 0.35),
    word: colour('text-2'),
    ground: colour('bg-1', 0.82),
  };
}

/** What uPlot cannot draw: sticks with heads, hatched zones, words. */
export class HeartbeatDrawing {
  readonly #ctx: CanvasRenderingContext2D;
  readonly #plot: HeartbeatPlot;
  readonly #ink: Ink;
  /** Canvas px per CSS px. */
  readonly #ratio: number;
  readonly #area: Box;
  readonly #x: (at: number) => number;
  readonly #y: (ms: number) => number;
  readonly #sticks: readonly Stick[];
  readonly #labels: Labels;

  constructor(u: uPlot, plot: HeartbeatPlot, ink: Ink) {
    const { left, top, width, height } = u.bbox;
    this.#ctx = u.ctx;
    this.#plot = plot;
    this.#ink = ink;
    this.#ratio = u.ctx.canvas.width / u.width;
    this.#area = { left, top, right: left + width, bottom: top + height };
    this.#x = (at) => u.valToPos(at, 'x', true);
    this.#y = (ms) => u.valToPos(ms, 'y', true);
    this.#sticks = plot.heights.map((ms, i) => ({
      x: this.#x(plot.points.at[i] ?? 0),
      top: this.#y(Math.min(plot.top, ms ?? 0)),
    }));
    this.#labels = new Labels(this.#area, this.#sticks, (HEAD_PX + 1) * this.#ratio);
  }

  draw(): void {
    const ctx = this.#ctx;
    ctx.save();
    ctx.lineWidth = this.#ratio;
    ctx.font = `${10 * this.#ratio}px ${PLOT_FONT}`;
    ctx.textBaseline = 'middle';
    this.#drawScale();
    this.#drawAbsences();
    this.#drawSticks();
    this.#drawDeaths();
    this.#sayMargins();
    this.#sayDue();
    ctx.restore();
  }

  #drawScale(): void {
    const { due, dead, top } = this.#plot;
    const [ink, area, y, ratio] = [this.#ink, this.#area, this.#y, this.#ratio];
    if (dead !== undefined) {
      const zone = { ...area, top: y(dead), bottom: y(due ?? dead) };
      if (due !== undefined) hatch(this.#ctx, zone, 6 * ratio, ink.hatch);
      rule(this.#ctx, area, y(dead), ink.dead, []);
      this.#tell(shortMs(dead), y(dead), ink.dead);
    }
    if (due !== undefined) {
      rule(this.#ctx, area, y(due), ink.due, [3 * ratio, 2 * ratio]);
      if (dead === undefined || y(due) - y(dead) > 10 * ratio) this.#tell(shortMs(due), y(due), ink.word);
    }
    // Round trips alone have a scale of their own.
    if (due === undefined && dead === undefined) this.#tell(shortMs(top / 1.25), y(top / 1.25), ink.word);
    this.#tell('0', area.bottom, ink.word);
  }

  /** In the gutter. */
  #tell(text: string, y: number, colour: string): void {
    this.#ctx.fillStyle = colour;
    this.#ctx.textAlign = 'right';
    this.#ctx.fillText(text, this.#area.left - 5 * this.#ratio, y);
  }

  #drawAbsences(): void {
    const [area, ratio] = [this.#area, this.#ratio];
    for (const { kind, fromAt, untilAt = this.#plot.untilAt } of this.#plot.absences) {
      const left = Math.max(area.left, this.#x(fromAt));
      const right = Math.min(area.right, Math.max(left + 3 * ratio, this.#x(untilAt)));
      // A client whose tab is hidden goes on; one that is frozen does not.
      const top = kind === 'hidden' ? area.bottom - 4 * ratio : area.top;
      if (right > left) hatch(this.#ctx, { left, top, right, bottom: area.bottom }, 5 * ratio, this.#ink.band);
    }
  }

  #drawSticks(): void {
    const [ctx, area, sticks, ratio] = [this.#ctx, this.#area, this.#sticks, this.#ratio];
    const isDense = sticks.length > 1 && (area.right - area.left) / sticks.length < DENSE_PX * ratio;
    ctx.strokeStyle = this.#ink.stick;
    ctx.beginPath();
    for (const { x, top } of sticks) {
      ctx.moveTo(x, area.bottom);
      ctx.lineTo(x, top);
    }
    ctx.stroke();
    for (const [i, stick] of sticks.entries()) {
      const isLate = this.#plot.isLate(i);
      if (isDense && !isLate) continue;
      ctx.fillStyle = isLate ? this.#ink.late : this.#ink.head;
      ctx.beginPath();
      if ((this.#plot.heights[i] ?? 0) > this.#plot.top) arrowHead(ctx, stick, 2 * HEAD_PX * ratio);
      else ctx.arc(stick.x, stick.top, HEAD_PX * ratio, 0, 2 * Math.PI);
      ctx.fill();
    }
  }

  #drawDeaths(): void {
    const { missed, dead } = this.#plot;
    if (dead === undefined) return;
    for (const { at } of missed) cross(this.#ctx, this.#x(at), this.#y(dead), 4 * this.#ratio, this.#ink.dead);
    for (const { at } of missed.slice(0, LABELLED)) this.#say('dead', this.#x(at), this.#y(dead), this.#ink.dead);
  }

  /** What kept the tab from its work, and what was left then; else what was left when a ping came late. */
  #sayMargins(): void {
    const { points, absences, due } = this.#plot;
    const { late: colour } = this.#ink;
    // What stopped the client says more than what hid it.
    const told = absences.toSorted((a, b) => Number(a.kind === 'hidden') - Number(b.kind === 'hidden'));
    const labelled = new Set<number>();
    for (const absence of told) {
      if (labelled.size === LABELLED) return;
      const after = firstAfter(points, absence.fromAt);
      if (labelled.has(after)) continue;
      labelled.add(after);
      const { x, top } = this.#sticks[after] ?? { x: this.#x(absence.fromAt), top: this.#area.top + LABEL_PX };
      const name = absenceName(absence);
      const margin = due === undefined ? undefined : points.marginMs[after];
      const isSaid = margin !== undefined && this.#say(`${name}, ${marginText(margin)}`, x, top, colour);
      if (!isSaid) this.#say(name, x, top, colour);
    }
    const newest = points.late.lastIndexOf(1);
    const late = this.#sticks[newest];
    if (!late || due === undefined || labelled.has(newest)) return;
    this.#say(marginText(points.marginMs[newest] ?? 0), late.x, late.top, colour);
  }

  /** Anywhere on its line, as far left as it goes. */
  #sayDue(): void {
    const { due } = this.#plot;
    if (due === undefined) return;
    const [area, ratio, text] = [this.#area, this.#ratio, 'pingInterval'];
    const y = this.#y(due) - (LABEL_PX / 2 + HEAD_PX + 2) * ratio;
    const room = area.right - area.left - this.#ctx.measureText(text).width - 8 * ratio;
    const places = Array.from({ length: 9 }, (_, i) => [area.left + 4 * ratio + (room * i) / 8, y] as const);
    this.#write(text, places, this.#ink.word);
  }

  /** Beside a point: before it, behind it, or a line lower or higher. Tells whether there was room. */
  #say(text: string, x: number, y: number, colour: string): boolean {
    const gap = 6 * this.#ratio;
    const before = x - gap - this.#ctx.measureText(text).width;
    const lines = [y, y + LABEL_PX * this.#ratio, y - LABEL_PX * this.#ratio];
    const places = lines.flatMap((line) => [[before, line] as const, [x + gap, line] as const]);
    return this.#write(text, places, colour);
  }

  /** At the first of `places`, the left end of the middle line each, that is free. */
  #write(text: string, places: readonly (readonly [x: number, y: number])[], colour: string): boolean {
    const [ctx, ratio] = [this.#ctx, this.#ratio];
    const { width } = ctx.measureText(text);
    const half = (LABEL_PX / 2) * ratio;
    const box = this.#labels.place(
      places.map(([x, y]) => ({ left: x - ratio, top: y - half, right: x + width + ratio, bottom: y + half })),
    );
    if (!box) return false;
    ctx.fillStyle = this.#ink.ground;
    ctx.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    ctx.fillStyle = colour;
    ctx.textAlign = 'left';
    ctx.fillText(text, box.left + ratio, (box.top + box.bottom) / 2);
    return true;
  }
}
