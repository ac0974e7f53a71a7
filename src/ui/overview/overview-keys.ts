export type OverviewAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  /** In shares of the window. */
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'all' | 'start' | 'end' | 'restrict' | 'release' };

const ZOOM = 1.5;
const PAN = 0.2;

const ACTIONS: Readonly<Record<string, OverviewAction>> = {
  w: { kind: 'zoom', factor: 1 / ZOOM },
  s: { kind: 'zoom', factor: ZOOM },
  '+': { kind: 'zoom', factor: 1 / ZOOM },
  '=': { kind: 'zoom', factor: 1 / ZOOM },
  '-': { kind: 'zoom', factor: ZOOM },
  arrowup: { kind: 'zoom', factor: 1 / ZOOM },
  arrowdown: { kind: 'zoom', factor: ZOOM },
  a: { kind: 'pan', share: -PAN },
  d: { kind: 'pan', share: PAN },
  arrowleft: { kind: 'pan', share: -PAN },
  arrowright: { kind: 'pan', share: PAN },
  pageup: { kind: 'pan', share: -1 },
  pagedown: { kind: 'pan', share: 1 },
  home: { kind: 'start' },
  end: { kind: 'end' },
  '0': { kind: 'all' },
  enter: { kind: 'restrict' },
  escape: { kind: 'release' },
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function actionOf({ key, ctrlKey, metaKey, altKey }: Pressed): OverviewAction | undefined {
  return ctrlKey || metaKey || altKey ? undefined : ACTIONS[key.toLowerCase()];
}

/** A wheel's turn as a factor: a notch of a mouse is some 100 px, a trackpad's many small ones add up to the same. */
export function wheelFactor(deltaPx: number): number {
  return Math.exp(Math.max(-400, Math.min(400, deltaPx)) * 0.002);
}

const LINE_PX = 16;

export function wheelPx(delta: number, mode: number): number {
  return mode === WheelEvent.DOM_DELTA_PIXEL ? delta : delta * LINE_PX;
}
