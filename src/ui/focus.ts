const FIELDS = 'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable]';
const FOCUSABLE = 'input:not([hidden]), textarea, select, button, a[href], [tabindex="0"]';

export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(FIELDS);
}

export function focusIn(selector: string): void {
  const target = document.querySelector(selector);
  if (!(target instanceof HTMLElement)) return;
  target.focus();
  if (target instanceof HTMLInputElement) target.select();
}

/** Panes in reading order; each is an element with `data-pane`. Those out of sight are passed over. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
  // Of a pane within another the inner one.
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const from = here === -1 && step === -1 ? 0 : here;
  const next = panes[(from + step + panes.length) % panes.length];
  if (next) entryOf(next).focus();
}

/** Rows before the filter above them: who goes to the timeline wants to read. A pane within it is another one. */
function entryOf(pane: HTMLElement): HTMLElement {
  const own = (selector: string) =>
    [...pane.querySelectorAll<HTMLElement>(selector)].filter((one) => one.closest('[data-pane]') === pane);
  const inGrid = own('[role="grid"] [tabindex="0"], [role="grid"][tabindex="0"]')[0];
  const controls = own(FOCUSABLE);
  return inGrid ?? controls.find((control) => control.checkVisibility() && !control.matches(':disabled')) ?? pane;
}
