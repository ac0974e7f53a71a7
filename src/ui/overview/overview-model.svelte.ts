import { SvelteMap } from 'svelte/reactivity';
import { untrack } from 'svelte';
import type { ConnectionFacts, NearAsk, OverviewAsk, OverviewView } from '../../projections/overview/overview-view.ts';
import { ticking } from '../kit/clock.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { isFoldedAtFirst } from './blocks.ts';
import type { OverviewAction } from './overview-keys.ts';
import { moved, panned, shownSpan, wholeSpan, zoomed, type Choice, type Span } from './shown-range.ts';

/** Bars of the Events lane stand so far apart. */
const PITCH_PX = 3;
const STRIP_PITCH_PX = 2;
/** How much more than the window is asked for on each side, so that panning finds it drawn. */
const MARGIN = 0.5;
/** Growth that nobody could follow with the eye is asked for four times a second. */
const GROWTH_MS = 250;

/** What the overview shows of the session in view, and how the person moves through it. */
export class OverviewModel {
  readonly #workspace: Workspace;
  plotPx = $state.raw(0);
  told = $state.raw<OverviewView>();
  strip = $state.raw<Uint32Array>();
  /** Until when `strip` tells. */
  stripMs = $state.raw(0);
  facts = $state.raw<readonly ConnectionFacts[]>([]);
  #choice = $state.raw<Choice>({ kind: 'all' });
  readonly #folded = new SvelteMap<number, boolean>();
  readonly #eachGrowth = ticking(GROWTH_MS);
  #session: string | undefined;
  #asked = '';
  #isAsking = false;
  #askedAt = 0;
  #toldGrown = '';
  #toldSelected: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Something is connected: time goes on. */
  get isGrowing(): boolean {
    const { session } = this.#workspace;
    return session?.mode === 'live' && session.connections.some(({ isActive }) => isActive);
  }

  /** Session time up to which there is something to show, in ms. */
  get endMs(): number {
    const { session } = this.#workspace;
    // A recording that has ended says when it was told of last, which may be long after its last entry.
    if (!this.isGrowing) return (session?.mode === 'live' ? this.told?.lastAt : undefined) ?? session?.now ?? 0;
    this.#eachGrowth();
    return this.#workspace.sessionNow;
  }

  get whole(): Span {
    return wholeSpan({ endMs: this.endMs, isGrowing: this.isGrowing });
  }

  get shown(): Span {
    return shownSpan(this.#choice, { endMs: this.endMs, isGrowing: this.isGrowing });
  }

  get msPerPx(): number {
    const { fromMs, toMs } = this.shown;
    return (toMs - fromMs) / Math.max(1, this.plotPx);
  }

  get conns(): readonly number[] {
    return this.#workspace.session?.connections.map(({ id }) => id) ?? [];
  }

  isFolded(conn: number, place: number): boolean {
    return this.#folded.get(conn) ?? isFoldedAtFirst(place);
  }

  setFolded(conn: number, isFolded: boolean): void {
    this.#folded.set(conn, isFolded);
  }

  perform(action: OverviewAction, anchorMs: number | undefined): void {
    const { shown, whole } = this;
    const { filter } = this.#workspace;
    switch (action.kind) {
      case 'zoom':
        return this.zoom(action.factor, anchorMs ?? (shown.fromMs + shown.toMs) / 2);
      case 'pan':
        return this.pan(action.share * (shown.toMs - shown.fromMs));
      case 'all':
        this.#choice = { kind: 'all' };
        return;
      case 'start':
        return this.pan(-whole.toMs);
      case 'end':
        return this.pan(whole.toMs);
      case 'restrict':
        return filter.setRange(shown);
      case 'release':
        return filter.setRange(undefined);
    }
  }

  zoom(factor: number, anchorMs: number): void {
    this.#choice = zoomed(this.shown, factor, anchorMs, this.whole);
  }

  pan(byMs: number): void {
    const { shown, whole } = this;
    const isAll = shown.fromMs <= whole.fromMs && shown.toMs >= whole.toMs;
    if (!isAll) this.#choice = panned(shown, byMs, whole, this.isGrowing);
  }

  moveEnd(end: 'from' | 'to', atMs: number): void {
    this.#choice = moved(this.shown, end, atMs, this.whole);
  }

  async selectNear(ask: NearAsk): Promise<void> {
    const row = await this.#workspace.worker.rowNear(ask);
    if (row) this.#workspace.select(row);
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    const { session, selected } = this.#workspace;
    const { shown, plotPx } = this;
    if (session?.key !== this.#session) untrack(() => this.#reset(session?.key));
    if (!session || plotPx === 0) return;
    const grown = [session.entries, session.edition, session.connections.length].join();
    untrack(() => this.#want(shown, grown, selected?.seq));
  }

  leave(): void {
    clearTimeout(this.#timer);
  }

  #reset(key: string | undefined): void {
    this.#session = key;
    this.#choice = { kind: 'all' };
    this.told = undefined;
    this.strip = undefined;
    this.facts = [];
    this.#folded.clear();
    this.#asked = '';
    this.#toldGrown = '';
  }

  #want(shown: Span, grown: string, selected: number | undefined): void {
    // The person waits for these; for what the session grows by, nobody does.
    const isTold = this.#isTold(shown) && selected === this.#toldSelected;
    const key = `${this.#session} ${grown} ${shown.fromMs} ${shown.toMs} ${this.plotPx} ${selected}`;
    if (this.#isAsking || key === this.#asked || (isTold && grown === this.#toldGrown)) return;
    const restMs = isTold ? this.#askedAt + GROWTH_MS - performance.now() : 0;
    clearTimeout(this.#timer);
    if (restMs > 0) this.#timer = setTimeout(() => this.follow(), restMs);
    else {
      this.#asked = key;
      void this.#ask(this.#askFor(shown, grown, selected), grown);
    }
  }

  /** What was told reaches over the window, at its scale. */
  #isTold({ fromMs, toMs }: Span): boolean {
    const { told } = this;
    if (!told) return false;
    const isScale = Math.abs(told.bucketMs / (this.msPerPx * PITCH_PX) - 1) < 1e-6;
    return isScale && told.fromMs <= fromMs && told.toMs >= toMs;
  }

  async #ask(ask: OverviewAsk, grown: string): Promise<void> {
    this.#isAsking = true;
    this.#askedAt = performance.now();
    const session = this.#session;
    try {
      const view = await this.#workspace.worker.overview(ask);
      if (view && session === this.#session) this.#take(view, ask, grown);
    } catch (refusal) {
      this.#workspace.problem = refusal instanceof Error ? refusal.message : String(refusal);
    }
    this.#isAsking = false;
    this.follow();
  }

  #askFor({ fromMs, toMs }: Span, grown: string, selected: number | undefined): OverviewAsk {
    const bucketMs = ((toMs - fromMs) / this.plotPx) * PITCH_PX;
    const margin = (toMs - fromMs) * MARGIN;
    // On a grid of its own, so that bars keep their heights while they are panned.
    const first = Math.max(0, Math.floor((fromMs - margin) / bucketMs));
    const buckets = Math.ceil((toMs + margin) / bucketMs) - first;
    const strip = { buckets: Math.max(1, Math.floor(this.plotPx / STRIP_PITCH_PX)), toMs: this.whole.toMs };
    const isStripTold = strip.toMs === this.stripMs && strip.buckets === this.strip?.length;
    const hasGrown = grown !== this.#toldGrown;
    return {
      fromMs: first * bucketMs,
      toMs: (first + buckets) * bucketMs,
      buckets,
      wantsFacts: hasGrown,
      ...(hasGrown || !isStripTold ? { strip } : {}),
      ...(selected === undefined ? {} : { selected }),
    };
  }

  #take(view: OverviewView, { strip, selected }: OverviewAsk, grown: string): void {
    this.#toldSelected = selected;
    this.told = view;
    this.#toldGrown = grown;
    if (view.facts) this.facts = view.facts;
    if (!strip) return;
    this.strip = view.strip;
    this.stripMs = strip.toMs;
  }
}
