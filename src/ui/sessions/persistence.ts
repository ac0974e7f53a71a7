import type { Workspace } from '../workspace.svelte.ts';

let hasAsked = false;

/**
 * Asks the browser to keep the sessions when space is short, once: when the person has just done what shows that they
 * matter. Some browsers then ask the person; others decide by how often the page is used.
 */
export async function askToKeep(workspace: Workspace): Promise<void> {
  if (hasAsked || workspace.shelf.isPersisted !== false) return;
  await keep(workspace);
}

/** Only a page may ask, not a worker, which then looks what has come of it. True where the browser promises. */
export async function keep(workspace: Workspace): Promise<boolean> {
  hasAsked = true;
  await navigator.storage.persist();
  return workspace.worker.shelf.askPersistence();
}
