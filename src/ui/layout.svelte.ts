import { MediaQuery } from 'svelte/reactivity';
import { recall, remember } from './kit/remembered.ts';

/** One of the five that a narrow window shows one at a time. */
export type PaneName = 'timeline' | 'details' | 'emit' | 'insight' | 'sessions';

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
  readonly #isRoomy = new MediaQuery('width >= 1100px');
  #isLeftOpen = $state.raw(recall('left') !== 'rail');
  #rightPx = $state.raw(rememberedRightPx());

  get isLeftOpen(): boolean {
    return this.#isLeftOpen;
  }

  set isLeftOpen(isOpen: boolean) {
    this.#isLeftOpen = isOpen;
    remember('left', isOpen ? 'open' : 'rail');
  }

  get rightPx(): number {
    return this.#rightPx;
  }

  set rightPx(px: number) {
    this.#rightPx = px;
    remember('right-px', String(px));
  }

  /** With room it stands beside the centre and stays; without, it lies over it for the moment. */
  toggleLeft(): void {
    if (this.#isRoomy.current) this.isLeftOpen = !this.isLeftOpen;
    else this.isLeftOver = !this.isLeftOver;
  }

  closeOverlays(): void {
    this.isLeftOver = false;
    this.isRightOver = false;
  }

  /** Brings a pane into sight, whatever the window's width makes of it. */
  show(pane: PaneName): void {
    this.pane = pane;
    this.isRightOver = pane === 'details' || pane === 'insight';
    if (pane === 'emit') this.isDockOpen = true;
  }
}

function rememberedRightPx(): number {
  const px = Number(recall('right-px'));
  return px >= RIGHT_PX.least && px <= RIGHT_PX.most ? px : RIGHT_PX.first;
}
