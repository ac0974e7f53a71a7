import type { Row } from '../../../projections/row.ts';
import type { RowLink } from '../../../worker/remote.ts';
import { isSameRow } from '../brackets.ts';
import type { Workspace } from '../../workspace.svelte.ts';
import { actsOf } from './row-acts.svelte.ts';

const MISSING: Readonly<Record<RowLink, string>> = {
  event: 'row of this event',
  flaw: 'row that is malformed or failed',
  note: 'row with a note',
};

/** From a question to its answer, and back. */
export function toPair(workspace: Workspace, row: Row | undefined): void {
  if (row?.pair) workspace.select(row.pair);
  else if (row) actsOf(workspace).say(row.isPending ? 'It waits for its answer.' : 'This row has no pair.');
}

/** To the next row of its kind among those that match the filter. */
export async function toNext(workspace: Workspace, link: RowLink, step: 1 | -1): Promise<void> {
  const { selected, worker } = workspace;
  const row = await worker.nextRow(selected, link, step);
  // Another row may have been selected meanwhile.
  if (!isSameRow(selected, workspace.selected) && selected !== workspace.selected) return;
  if (row) workspace.select(row);
  else actsOf(workspace).say(`No ${step > 0 ? 'further' : 'earlier'} ${MISSING[link]}.`);
}
