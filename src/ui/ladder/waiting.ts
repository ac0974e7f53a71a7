import type { Row } from '../../projections/row.ts';
import { formatSpan } from '../format.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** What is said of a question that has no answer yet; undefined of any other row. */
export function waitingText(row: Row, workspace: Workspace): string | undefined {
  if (!row.isPending) return undefined;
  if (workspace.session?.mode !== 'live') return 'no answer recorded';
  return `waits ${formatSpan(Math.max(0, workspace.sessionNow - row.at))}`;
}
