import { MediaQuery } from 'svelte/reactivity';
import { recall, remember } from './kit/remembered.ts';

/** One of the five that a narrow window shows one at a time. */
export type PaneName = 'timeline' | 'details' | 'emit' | 'insight' | 'sessions';

/** How the timeline shows its rows: as a grid, or as a sequence diagram. */
export type TimelineView = 'rows' | 'ladder';

/** What the dock at the bottom is for just now. */
export type DockTab = 'emit' | 'replay' | 'answer' | 'faults';

/** What stands in the middle: the session in view, all sessions there are, or two of them beside each other. */
export type Stage = 'session' | 'shelf' | 'diff';

/** A dialog that several panes open, so it stands in none of them. */
export type FrameDialog = 'variables' | 'save message';

export const RIGHT_PX = { least: 320, first: 384, most: 720 } as const;

/** Which panes are in sight and how wide. Their sides never change, so that is all there is to it. */
export class Layout {
  /** Below 720 px: the pane in sight. */
  pane = $state.raw<PaneName>('timeline');
  /** Below 860 px: whether the right side lies over the centre. */
  isRightOver = $state.raw(false);
  /** Below 1100 px: whether the left side lies over the centre. */
  isLeftOver = $state.raw(false);
  isDockOpen = $state.raw(true);
  dockTab = $state.raw<DockTab>('emit');
  /** What the composer composes. */
  composer = $state.raw<'event' | 'raw'>('event');
  dialog = $state.raw<FrameDialog>();
  view = $state.raw<TimelineView>('rows');
  /** The shelf and the diff stand in the place of centre and right. */
  stage = $state.raw<Stage>('session');
  /** Two sessions are compared, in sight or not. */
  hasDiff = $state.raw(false);
  /** Gives its room to the readouts below. */
  isDetailsFolded = $state.raw(false);
  readonly #isRoomy = new MediaQuery('width >= 1100px');
  #isLeftOpen = $state.raw(recall('left') !== 'rail');
  #isDiagnosisOpen = $state.raw(recall('readout.Diagnosis') === 'open');
  #rightPx = $state.raw(rememberedRightPx());

  get isLeftOpen(): boolean {
    return this.#isLeftOpen;
  }

  set isLeftOpen(isOpen: boolean) {
    this.#isLeftOpen = isOpen;
    remember('left', isOpen ? 'open' : 'rail');
  }

  get isDiagnosisOpen(): boolean {
    return this.#isDiagnosisOpen;
  }

  set isDiagnosisOpen(isOpen: boolean) {
    this.#isDiagnosisOpen = isOpen;
    remember('readout.Diagnosis', isOpen ? 'open' : 'folded');
  }

  /** By itself, for a connection that failed: how the person left it is still what is remembered. */
  unfoldDiagnosis(): void {
    this.#isDiagnosisOpen = true;
    this.isDetailsFolded = true;
  }

  get rightPx(): number {
    return this.#rightPx;
  }

  set rightPx(px: number) {
    this.#rightPx = px;
    remember('right-px', String(px));
  }

  get isLeftInSight(): boolean {
    return this.#isRoomy.current ? this.isLeftOpen : this.isLeftOver;
  }

  /**
   * With room it stands beside the centre and stays; without, it lies over it for the moment. The shelf folds it away,
   * however it was left.
   */
  toggleLeft(): void {
    const isAway = this.stage !== 'session';
    this.stage = 'session';
    if (this.#isRoomy.current) this.isLeftOpen = isAway || !this.isLeftOpen;
    else this.isLeftOver = isAway || !this.isLeftOver;
  }

  /** All sessions, or back from them. */
  toggleShelf(): void {
    this.stage = this.stage === 'shelf' ? 'session' : 'shelf';
    this.closeOverlays();
  }

  closeOverlays(): void {
    this.isLeftOver = false;
    this.isRightOver = false;
  }

  /** Brings a pane into sight, whatever the window's width makes of it. */
  show(pane: PaneName): void {
    this.stage = 'session';
    this.pane = pane;
    this.isRightOver = pane === 'details' || pane === 'insight';
    if (pane === 'emit') this.isDockOpen = true;
    if (pane === 'details') this.isDetailsFolded = false;
  }

  showDock(tab: DockTab): void {
    this.dockTab = tab;
    this.show('emit');
  }
}

function rememberedRightPx(): number {
  const px = Number(recall('right-px'));
  return px >= RIGHT_PX.least && px <= RIGHT_PX.most ? px : RIGHT_PX.first;
}
