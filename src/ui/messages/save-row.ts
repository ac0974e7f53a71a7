import type { RowId } from '../../projections/row.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { messagesModelOf } from './messages-model.svelte.ts';
import { messageOfRow } from './recorded-message.ts';

/** Asks under which name a recorded event is to be kept. */
export async function saveRowAsMessage(workspace: Workspace, row: RowId): Promise<void> {
  const details = await workspace.worker.details(row);
  const message = details && messageOfRow(details);
  if (!message) {
    workspace.problem = 'This row cannot be saved as a message: it is no event that can be read.';
    return;
  }
  messagesModelOf(workspace).offered = message;
  workspace.layout.dialog = 'save message';
}
