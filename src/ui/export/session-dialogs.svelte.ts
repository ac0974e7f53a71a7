import type { ShelfItem } from '../../worker/remote.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Dialogs about stored sessions, which several panes open. */
export class SessionDialogs {
  /** To be exported; whoever asks may be gone before the dialog is. */
  exported = $state.raw<readonly ShelfItem[]>();
  /** Key of the session that "About this session" tells of. */
  about = $state.raw<string>();
}

const known = new WeakMap<Workspace, SessionDialogs>();

export function sessionDialogsOf(workspace: Workspace): SessionDialogs {
  const dialogs = known.get(workspace) ?? new SessionDialogs();
  known.set(workspace, dialogs);
  return dialogs;
}

/** One or several, which are saved one after the other. */
export function showExport(workspace: Workspace, items: readonly ShelfItem[]): void {
  if (items.length > 0) sessionDialogsOf(workspace).exported = items;
}

export function showAbout(workspace: Workspace, key: string): void {
  sessionDialogsOf(workspace).about = key;
}
