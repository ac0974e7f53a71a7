import type { Workspace } from '../workspace.svelte.ts';

/** Says the selected events again. Its code comes with the first wish. */
export async function replaySelected(workspace: Workspace): Promise<void> {
  const { replaySelection } = await import('../replay/start-replay.ts');
  await replaySelection(workspace);
}
