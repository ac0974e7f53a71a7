import { tick } from 'svelte';
import { focusIn } from '../focus.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { diffModelOf } from './diff-model.svelte.ts';

/** Puts two sessions beside each other, the good one first; without the second the person chooses it there. */
export async function openDiff(workspace: Workspace, a?: string, b?: string): Promise<void> {
  const model = diffModelOf(workspace);
  model.enter();
  if (a !== undefined || b !== undefined || model.state === undefined) await model.choose(a, b);
  // Its code comes with the first time, and there is nothing to focus before.
  await import('./Diff.svelte');
  await tick();
  if (workspace.layout.stage !== 'diff') return;
  // Where the next thing is to be done: a session to be chosen, or the lines.
  const side = a === undefined ? 'A' : 'B';
  focusIn(model.state ? '[data-pane="diff"] [role="grid"]' : `[data-pane="diff"] [aria-label^="Session ${side}"]`);
}
