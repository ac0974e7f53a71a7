import { tick } from 'svelte';
import type { Workspace } from '../workspace.svelte.ts';
import { diffModelOf } from './diff-model.svelte.ts';

const GRID = '[data-pane="diff"] [role="grid"]';

/** Puts two sessions beside each other, the good one first; without the second the person chooses it there. */
export async function openDiff(workspace: Workspace, a?: string, b?: string): Promise<void> {
  const model = diffModelOf(workspace);
  model.enter();
  if (a !== undefined || b !== undefined || model.state === undefined) await model.choose(a, b);
  // Where the next thing is to be done: a session to be chosen, or the lines.
  const side = a === undefined ? 'A' : 'B';
  await focusOn(workspace, model.state ? GRID : `[data-pane="diff"] [aria-label^="Session ${side}"]`);
}

/** To what was compared before, as it was left. */
export async function backToDiff(workspace: Workspace): Promise<void> {
  diffModelOf(workspace).enter();
  await focusOn(workspace, GRID);
}

async function focusOn(workspace: Workspace, selector: string): Promise<void> {
  // Its code comes with the first time, and there is nothing to focus before: first the frame asks for it, then it stands.
  for (let times = 0; times < 2; times++) {
    await import('./Diff.svelte');
    await tick();
  }
  if (workspace.layout.stage !== 'diff') return;
  // Where all of it scrolls, the sessions' names at its top stay in sight.
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
