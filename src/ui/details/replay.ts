import type { Workspace } from '../workspace.svelte.ts';

/** Sends the selected event again over the newest connection. A refusal is said by the workspace. */
export async function replaySelected(workspace: Workspace): Promise<void> {
  const { selected, connection } = workspace;
  if (!selected) return;
  if (connection?.status !== 'connected') {
    workspace.problem = 'Connect first: a replay goes over the open connection.';
    return;
  }
  const outcome = await workspace.worker.replay(selected, connection.id);
  if (!outcome.ok) workspace.problem = outcome.error;
}
