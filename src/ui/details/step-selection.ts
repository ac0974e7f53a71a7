import type { Workspace } from '../workspace.svelte.ts';

/** Selects the row before or after the selected one, among those that the filter shows; of a replay, the step. */
export async function stepSelection(workspace: Workspace, by: 1 | -1): Promise<void> {
  const { selected, step, worker } = workspace;
  if (step) {
    const { replayPaneOf } = await import('../replay/replay-pane.svelte.ts');
    return replayPaneOf(workspace).select(step.index + by);
  }
  if (!selected) return;
  const index = await worker.indexOf(selected);
  if (index === undefined || index + by < 0) return;
  const { rows } = await worker.rows(index + by, index + by + 1);
  // Another row may have been selected meanwhile.
  if (rows[0] && workspace.selected === selected) workspace.select(rows[0]);
}
