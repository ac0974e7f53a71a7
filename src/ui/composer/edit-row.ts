import { tick } from 'svelte';
import type { RowId } from '../../projections/row.ts';
import { focusIn } from '../focus.ts';
import { messageOfRow } from '../messages/recorded-message.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { composerOf } from './composer-model.svelte.ts';

/** Puts a recorded event into the composer, bytes included: sent or received, live or saved. */
export async function editRow(workspace: Workspace, row: RowId): Promise<void> {
  const details = await workspace.worker.details(row);
  const message = details && messageOfRow(details);
  if (!message) {
    workspace.problem = 'This row cannot be edited and emitted: it is no event that can be read.';
    return;
  }
  composerOf(workspace).change(message);
  workspace.layout.composer = 'event';
  workspace.layout.showDock('emit');
  await tick();
  focusIn('[data-pane="emit"] form :is([role="textbox"], textarea)');
}
