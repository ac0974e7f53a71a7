import type { Workspace } from '../workspace.svelte.ts';
import { laneAt, type Block } from './blocks.ts';
import type { OverviewModel } from './overview-model.svelte.ts';
import { wordsAt, type Place } from './pointed-at.ts';
import type { Span } from './shown-range.ts';
import { snapped } from './ticks.ts';

/** Nearer than this, pressing and releasing is a click. */
const CLICK_PX = 4;

type Pressed = { readonly x: number; readonly atMs: number };

/** What the pointer does on the lanes: it says what is under it, brushes a range, or selects the nearest row. */
export class Gestures {
  readonly #workspace: Workspace;
  readonly #model: OverviewModel;
  readonly #blocks: () => readonly Block[];
  readonly #labelPx: number;
  pointed = $state.raw<Place>();
  /** While it is being brushed. */
  brushed = $state.raw<Span>();
  #pressed: Pressed | undefined;

  constructor(workspace: Workspace, model: OverviewModel, blocks: () => readonly Block[], labelPx: number) {
    this.#workspace = workspace;
    this.#model = model;
    this.#blocks = blocks;
    this.#labelPx = labelPx;
  }

  /** What lies under the pointer. */
  get words(): string {
    const { told } = this.#model;
    return told && this.pointed ? wordsAt(told, this.pointed) : '';
  }

  press(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#pressed = { x: event.clientX, atMs: this.#msAt(event) };
  }

  move(event: PointerEvent & { currentTarget: HTMLElement }): void {
    const found = laneAt(this.#blocks(), event.offsetY);
    const atMs = this.#msAt(event);
    const { msPerPx, endMs } = this.#model;
    this.pointed = found && { conn: found.block.conn, lane: found.lane.name, atMs, msPerPx, nowMs: endMs };
    if (!this.#pressed || (!this.brushed && Math.abs(event.clientX - this.#pressed.x) < CLICK_PX)) return;
    const ends = [this.#pressed.atMs, atMs].map((ms) => snapped(ms, msPerPx, this.#labelPx));
    this.brushed = { fromMs: Math.max(0, Math.min(...ends)), toMs: Math.max(...ends) };
  }

  release(event: PointerEvent & { currentTarget: HTMLElement }): void {
    const { pointed, brushed } = this;
    const wasPressed = this.#pressed;
    this.cancel();
    if (!wasPressed) return;
    if (brushed && brushed.toMs > brushed.fromMs) this.#workspace.filter.setRange(brushed);
    else if (pointed && event.detail < 2) void this.#model.selectNear(pointed);
  }

  leave(): void {
    this.pointed = undefined;
  }

  cancel(): void {
    this.#pressed = undefined;
    this.brushed = undefined;
  }

  #msAt(event: PointerEvent & { currentTarget: HTMLElement }): number {
    const { left } = event.currentTarget.getBoundingClientRect();
    return this.#model.shown.fromMs + (event.clientX - left) * this.#model.msPerPx;
  }
}
