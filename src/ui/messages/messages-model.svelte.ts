import { proxy } from 'comlink';
import type { Result } from '../../base/result.ts';
import { exportFileName } from '../../exporters/file-name.ts';
import type { Message } from '../../replay/message.ts';
import type { MessageChange, MessageShelf } from '../../storage/messages.ts';
import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';
import { uuidv7 } from '../../storage/uuid.ts';
import { formatPlural } from '../format.ts';
import { saveFile } from '../kit/save-file.ts';
import { outliving } from '../kit/outliving.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { foundLines, libraryLines, messagesIn, type DeletedMessages, type LibraryLine } from './library-lines.ts';
import {
  freeName,
  lastPlace,
  moveFolder,
  moveMessage,
  stepFolder,
  stepMessage,
  type Destination,
} from './library-moves.ts';

const UNDO_MS = 10_000;

/** What the last act came to: where it went wrong, a sentence or several. */
export type Outcome = { readonly kind: 'done' | 'failed'; readonly sentences: readonly string[] };

/** Saved messages as the page shows them, and what can be done with them. */
export class MessagesModel {
  readonly #workspace: Workspace;
  shelf = $state.raw<MessageShelf>({ folders: [], messages: [] });
  search = $state.raw('');
  outcome = $state.raw<Outcome>();
  /** What the dialog "Save message" is to keep; the composer's draft where undefined. */
  offered = $state.raw<Message>();
  /** The one that was put into the composer last. */
  loaded = $state.raw<string>();
  /** Its line asks for a name. */
  renaming = $state.raw<string>();
  #folded = $state.raw<readonly string[]>([]);
  #deleted = $state.raw<readonly DeletedMessages[]>([]);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    void workspace.worker.library.watch(proxy(() => void this.read()));
    void this.read();
  }

  readonly lines: readonly LibraryLine[] = $derived(
    this.search.trim() === ''
      ? libraryLines(this.shelf, this.#deleted, (id) => this.isFolded(id))
      : foundLines(this.shelf, this.search.trim()),
  );

  async read(): Promise<void> {
    this.shelf = await this.#workspace.worker.library.messages();
  }

  isFolded(folder: string): boolean {
    return this.#folded.includes(folder);
  }

  toggle(folder: string): void {
    this.#folded = this.isFolded(folder) ? this.#folded.filter((id) => id !== folder) : [...this.#folded, folder];
  }

  /** The message of that name in that folder, which saving would replace. */
  named(name: string, folder: string | undefined): SavedMessage | undefined {
    return messagesIn(this.shelf, folder).find((saved) => saved.name === name.trim());
  }

  /** Tells whether it is kept. `folder`: an id. */
  async save(name: string, folder: string | undefined, message: Message): Promise<boolean> {
    const replaced = this.named(name, folder);
    const saved: SavedMessage = {
      id: replaced?.id ?? newId(),
      name: name.trim(),
      ...(folder !== undefined && { folder }),
      place: replaced?.place ?? lastPlace(messagesIn(this.shelf, folder)),
      message,
    };
    const isKept = await this.#change({ put: { messages: [saved] } });
    if (isKept) this.loaded = saved.id;
    return isKept;
  }

  /** Its id; undefined where it could not be kept. */
  async addFolder(name: string): Promise<string | undefined> {
    const id = newId();
    const folder = { id, name: freeName(name, this.shelf.folders), place: lastPlace(this.shelf.folders) };
    return (await this.#change({ put: { folders: [folder] } })) ? id : undefined;
  }

  async rename(line: SavedMessage | MessageFolder, name: string): Promise<void> {
    this.renaming = undefined;
    const wanted = name.trim();
    if (wanted === '' || wanted === line.name) return;
    await this.#change({
      put: 'message' in line ? { messages: [{ ...line, name: wanted }] } : { folders: [{ ...line, name: wanted }] },
    });
  }

  async duplicate(saved: SavedMessage): Promise<void> {
    const siblings = messagesIn(this.shelf, saved.folder);
    const copy = { ...saved, id: newId(), name: freeName(saved.name, siblings) };
    const next = siblings[siblings.findIndex(({ id }) => id === saved.id) + 1];
    await this.#change(moveMessage(this.shelf, copy, { folder: saved.folder, ...(next && { before: next.id }) }));
  }

  async move(saved: SavedMessage, to: Destination): Promise<void> {
    await this.#change(moveMessage(this.shelf, saved, to));
  }

  async moveFolder(folder: MessageFolder, before: string | undefined): Promise<void> {
    await this.#change(moveFolder(this.shelf, folder, before));
  }

  async step(line: SavedMessage | MessageFolder, step: 1 | -1): Promise<void> {
    const change = 'message' in line ? stepMessage(this.shelf, line, step) : stepFolder(this.shelf, line, step);
    if (change) await this.#change(change);
  }

  /** Can be undone for 10 s, in its place. A folder takes its messages along. */
  async remove(line: SavedMessage | MessageFolder): Promise<void> {
    const deleted =
      'message' in line ? { messages: [line] } : { folder: line, messages: messagesIn(this.shelf, line.id) };
    const messages = deleted.messages.map(({ id }) => id);
    // Before the change is told, or its place would be empty for a moment.
    this.#deleted = [...this.#deleted, deleted];
    const isGone = await this.#change({
      delete: { messages, ...(deleted.folder && { folders: [deleted.folder.id] }) },
    });
    if (isGone) setTimeout(() => this.#forget(deleted), UNDO_MS);
    else this.#forget(deleted);
  }

  async undo(deleted: DeletedMessages): Promise<void> {
    const { folder, messages } = deleted;
    await this.#change({ put: { messages, ...(folder && { folders: [folder] }) } });
    this.#forget(deleted);
  }

  /** Of one folder, or of all. */
  async export(folder?: MessageFolder): Promise<void> {
    const { writeMessageFile } = await import('./message-file.ts');
    const file = new Blob([writeMessageFile(this.shelf, folder?.id)], { type: 'application/json' });
    const name = exportFileName(folder?.name ?? 'Messages', { compress: false });
    saveFile(file, name.replace(/ndjson$/, 'messages.json'));
  }

  async import(file: Blob): Promise<void> {
    const [{ readMessageFile }, { mergeFile }] = await Promise.all([import('./message-file.ts'), import('./merge.ts')]);
    const read = readMessageFile(await file.text());
    if (!read.ok) {
      this.outcome = { kind: 'failed', sentences: ['Nothing was imported.', ...read.error] };
      return;
    }
    const { change, added, known } = mergeFile(this.shelf, read.value, newId);
    if (!(await this.#change(change))) return;
    const already =
      known === 0 ? '' : `; ${formatPlural(known, 'message')} ${known === 1 ? 'was' : 'were'} there already`;
    this.outcome = { kind: 'done', sentences: [`Imported ${formatPlural(added, 'message')}${already}.`] };
  }

  say(outcome: Result<unknown, string>): void {
    this.outcome = outcome.ok ? undefined : { kind: 'failed', sentences: [outcome.error] };
  }

  async #change(change: MessageChange): Promise<boolean> {
    const outcome = await this.#workspace.worker.library.changeMessages(change);
    this.say(outcome);
    await this.read();
    return outcome.ok;
  }

  #forget(deleted: DeletedMessages): void {
    this.#deleted = this.#deleted.filter((each) => each !== deleted);
  }
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

const known = new WeakMap<Workspace, MessagesModel>();

export function messagesModelOf(workspace: Workspace): MessagesModel {
  const model = known.get(workspace) ?? outliving(() => new MessagesModel(workspace));
  known.set(workspace, model);
  return model;
}
