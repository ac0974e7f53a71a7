import type { Result } from '../../base/result.ts';
import type { ReplaySource } from '../../worker/replays/replay-remote.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { replayPaneOf } from './replay-pane.svelte.ts';

/** Shows `source` in the Replay tab, ready to be played; tells whether it could. A refusal is said by the workspace. */
export async function prepareReplay(workspace: Workspace, source: ReplaySource): Promise<boolean> {
  const isPrepared = tell(workspace, await workspace.worker.replays.prepare(source));
  if (isPrepared) {
    replayPaneOf(workspace).begin();
    workspace.layout.showDock('replay');
  }
  return isPrepared;
}

/** One event goes at once over the connection in front; several, or one without a connection, wait for Play. */
export async function replaySelection(workspace: Workspace): Promise<void> {
  const { keys, size } = workspace.selection.rows;
  if (size === 0 || !(await prepareReplay(workspace, { kind: 'rows', keys }))) return;
  const { session, connection, worker } = workspace;
  if (size > 1 || session?.mode !== 'live' || connection?.status !== 'connected') return;
  const isAimed = tell(workspace, await worker.replays.aimAt(session.key, connection.id));
  if (isAimed) tell(workspace, await worker.replays.play());
}

function tell(workspace: Workspace, outcome: Result<void, string>): boolean {
  if (!outcome.ok) workspace.problem = outcome.error;
  return outcome.ok;
}
