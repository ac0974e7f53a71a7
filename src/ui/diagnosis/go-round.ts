import type { WayRound } from '../../doctor/finding.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Changes the form of the connection in front, and connects anew. */
export async function goRound(workspace: Workspace, { change }: WayRound): Promise<void> {
  if (workspace.isConnectedOrTrying) await workspace.disconnect();
  workspace.edit(change);
  await workspace.connect();
}
