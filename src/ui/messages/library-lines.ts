import type { MessageShelf } from '../../storage/messages.ts';
import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';

/** Deleted, and still to be undone in its place. A folder's messages went with it. */
export type DeletedMessages = {
  readonly folder?: MessageFolder;
  readonly messages: readonly SavedMessage[];
};

export type LibraryLine =
  | { readonly kind: 'folder'; readonly key: string; readonly folder: MessageFolder; readonly count: number }
  | { readonly kind: 'message'; readonly key: string; readonly saved: SavedMessage }
  | { readonly kind: 'deleted'; readonly key: string; readonly name: string; readonly deleted: DeletedMessages };

type Placed = { readonly place: number; readonly lines: readonly LibraryLine[] };

/** Messages of no folder first, then each folder with its own; folded ones keep theirs to themselves. */
export function libraryLines(
  shelf: MessageShelf,
  deleted: readonly DeletedMessages[],
  isFolded: (id: string) => boolean,
): readonly LibraryLine[] {
  const undoable = goneFrom(shelf, deleted);
  const folders: Placed[] = shelf.folders.map((folder) => {
    const inside = messageLines(shelf, undoable, folder.id);
    const head: LibraryLine = { kind: 'folder', key: folder.id, folder, count: messagesIn(shelf, folder.id).length };
    return { place: folder.place, lines: isFolded(folder.id) ? [head] : [head, ...inside] };
  });
  const gone: Placed[] = undoable.flatMap((each) =>
    each.folder ? [{ place: each.folder.place, lines: [deletedLine(each.folder.id, each.folder.name, each)] }] : [],
  );
  return [...messageLines(shelf, undoable, undefined), ...inOrder([...folders, ...gone])];
}

/** What a search finds, in whatever folder it is: each word in its name, its event, its namespace or its arguments. */
export function foundLines(shelf: MessageShelf, search: string): readonly LibraryLine[] {
  const words = search.toLowerCase().split(/\s+/);
  return [undefined, ...shelf.folders].flatMap((folder) =>
    messagesIn(shelf, folder?.id)
      .filter(({ name, message: { event, nsp, args } }) => {
        const text = `${name}\n${event}\n${nsp}\n${folder?.name ?? ''}\n${args}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map((saved): LibraryLine => ({ kind: 'message', key: saved.id, saved })),
  );
}

/** In their order. A message whose folder is gone is in none. */
export function messagesIn({ folders, messages }: MessageShelf, folder: string | undefined): readonly SavedMessage[] {
  const isThere = (id: string | undefined) => folders.some((each) => each.id === id);
  return messages.filter((saved) => (isThere(saved.folder) ? saved.folder : undefined) === folder);
}

/** Of what is deleted, what is gone indeed: its place is free for the way back. */
function goneFrom(
  { folders, messages }: MessageShelf,
  deleted: readonly DeletedMessages[],
): readonly DeletedMessages[] {
  return deleted.filter(({ folder, messages: [first] }) => {
    const kept: readonly { readonly id: string }[] = folder ? folders : messages;
    return !kept.some(({ id }) => id === (folder ?? first)?.id);
  });
}

function messageLines(
  shelf: MessageShelf,
  deleted: readonly DeletedMessages[],
  folder: string | undefined,
): readonly LibraryLine[] {
  const kept: Placed[] = messagesIn(shelf, folder).map((saved) => ({
    place: saved.place,
    lines: [{ kind: 'message', key: saved.id, saved }],
  }));
  const gone: Placed[] = deleted.flatMap((each) => {
    const [saved] = each.messages;
    if (each.folder || saved?.folder !== folder) return [];
    return saved ? [{ place: saved.place, lines: [deletedLine(saved.id, saved.name, each)] }] : [];
  });
  return inOrder([...kept, ...gone]);
}

function deletedLine(key: string, name: string, deleted: DeletedMessages): LibraryLine {
  return { kind: 'deleted', key, name, deleted };
}

function inOrder(placed: readonly Placed[]): readonly LibraryLine[] {
  return placed.toSorted((a, b) => a.place - b.place).flatMap(({ lines }) => lines);
}
