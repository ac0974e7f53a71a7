import { tick } from 'svelte';
import type { Workspace } from '../workspace.svelte.ts';
import type { ShelfModel } from './shelf-model.svelte.ts';

/** What the keys stop at: each row's checkbox, and each of its hits. */
const STOPS = '[data-stop]';

/** Of the list: the keys act where the focus is on a row itself, not in one of its fields. */
export function actOnKey(
  event: KeyboardEvent & { readonly currentTarget: HTMLElement },
  workspace: Workspace,
  model: ShelfModel,
): void {
  const { target, currentTarget: list } = event;
  if (!(target instanceof HTMLElement) || event.altKey || event.defaultPrevented) return;
  if (!target.matches(STOPS) || !act(event, target, list, workspace, model)) return;
  event.preventDefault();
}

function act(
  { key, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  stop: HTMLElement,
  list: HTMLElement,
  workspace: Workspace,
  model: ShelfModel,
): boolean {
  const item = workspace.shelf.items.find((one) => one.key === keyOf(stop));
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() !== 'a') return false;
    model.selectAll();
    return true;
  }
  const stops = [...list.querySelectorAll<HTMLElement>(STOPS)];
  const here = stops.indexOf(stop);
  const isHit = stop.dataset['stop'] === 'hit';
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const to = shiftKey
        ? nextRow(stops, here, key === 'ArrowDown' ? 1 : -1)
        : stops[here + (key === 'ArrowDown' ? 1 : -1)];
      if (shiftKey && to) extend(model, stop, to);
      to?.focus();
      return true;
    }
    case 'Home':
    case 'End':
      void toEnd(list, key === 'Home' ? 0 : -1);
      return true;
    case 'Enter':
      if (isHit || !item) return false;
      void workspace.open(item.key);
      return true;
    case 'F2':
      if (item) model.editing = { key: item.key, what: 'name' };
      return true;
    case 'Delete':
      if (item) void model.remove(model.isSelected(item.key) ? model.selected : [item]);
      return true;
    default:
      return false;
  }
}

/** Rows out of sight are drawn when they come near. */
async function toEnd(list: HTMLElement, at: 0 | -1): Promise<void> {
  const row = [...list.querySelectorAll<HTMLElement>('[data-key]')].at(at);
  row?.scrollIntoView({ block: 'nearest' });
  for (let frames = 0; frames < 10 && row && !row.querySelector(STOPS); frames++)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  [...(row?.querySelectorAll<HTMLElement>(STOPS) ?? [])].at(at)?.focus();
}

function nextRow(stops: readonly HTMLElement[], here: number, step: 1 | -1): HTMLElement | undefined {
  for (let i = here + step; i >= 0 && i < stops.length; i += step) {
    if (stops[i]?.dataset['stop'] === 'row') return stops[i];
  }
  return undefined;
}

function extend(model: ShelfModel, from: HTMLElement, to: HTMLElement): void {
  const [first, last] = [keyOf(from), keyOf(to)];
  if (first === undefined || last === undefined) return;
  if (!model.isSelected(first)) model.select(first, true, false);
  model.select(last, true, true);
}

function keyOf(stop: HTMLElement): string | undefined {
  return stop.closest<HTMLElement>('[data-key]')?.dataset['key'];
}

/** Back to its row, from a field that has closed. */
export async function focusRow(key: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(`[data-pane="shelf"] [data-key="${key}"] [data-stop]`)?.focus();
}
