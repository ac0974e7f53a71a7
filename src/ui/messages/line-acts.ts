import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';
import { showCode } from '../code/code-request.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { messagesIn } from './library-lines.ts';
import type { MessagesModel } from './messages-model.svelte.ts';
import { emitSaved, loadIntoComposer, runSaved } from './speak-saved.ts';

export type LineAct = { readonly name: string; readonly keys?: string; readonly onpick: () => void };

export function actsOnMessage(workspace: Workspace, model: MessagesModel, saved: SavedMessage): readonly LineAct[] {
  const others = model.shelf.folders.filter(({ id }) => id !== saved.folder);
  return [
    { name: 'Put into the composer', keys: '↵', onpick: () => load(workspace, model, saved) },
    { name: 'Emit now', onpick: () => void emit(workspace, model, saved) },
    { name: 'Rename', keys: 'F2', onpick: () => (model.renaming = saved.id) },
    { name: 'Duplicate', onpick: () => void model.duplicate(saved) },
    { name: 'Move up', keys: 'Alt ↑', onpick: () => void model.step(saved, -1) },
    { name: 'Move down', keys: 'Alt ↓', onpick: () => void model.step(saved, 1) },
    ...others.map(({ id, name }) => ({
      name: `Move to “${name}”`,
      onpick: () => void model.move(saved, { folder: id }),
    })),
    ...(saved.folder === undefined
      ? []
      : [{ name: 'Move out of its folder', onpick: () => void model.move(saved, { folder: undefined }) }]),
    { name: 'Delete', keys: 'Delete', onpick: () => void model.remove(saved) },
  ];
}

export function actsOnFolder(workspace: Workspace, model: MessagesModel, folder: MessageFolder): readonly LineAct[] {
  const messages = messagesIn(model.shelf, folder.id).map(({ message }) => message);
  const { name } = folder;
  return [
    ...(messages.length === 0
      ? []
      : [
          { name: 'Run in order…', onpick: () => void runSaved(workspace, name, messages) },
          { name: 'As code…', onpick: () => showCode(workspace, { kind: 'messages', name, messages }) },
          { name: 'Export', onpick: () => void model.export(folder) },
        ]),
    { name: 'Rename', keys: 'F2', onpick: () => (model.renaming = folder.id) },
    { name: 'Move up', keys: 'Alt ↑', onpick: () => void model.step(folder, -1) },
    { name: 'Move down', keys: 'Alt ↓', onpick: () => void model.step(folder, 1) },
    { name: 'Delete', keys: 'Delete', onpick: () => void model.remove(folder) },
  ];
}

export function load(workspace: Workspace, model: MessagesModel, saved: SavedMessage): void {
  model.loaded = saved.id;
  loadIntoComposer(workspace, saved);
}

export async function emit(workspace: Workspace, model: MessagesModel, saved: SavedMessage): Promise<void> {
  model.say(await emitSaved(workspace, saved));
}

/** Keys of a line that has the focus; tells whether it took the key. */
export function actByKey(event: KeyboardEvent, model: MessagesModel, line: SavedMessage | MessageFolder): boolean {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
  if (step !== undefined && event.altKey) void model.step(line, step);
  else if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  else if (event.key === 'F2') model.renaming = line.id;
  else if (event.key === 'Delete') void model.remove(line);
  else return false;
  return true;
}
