import type { MessageChange, MessageShelf } from '../../storage/messages.ts';
import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';
import { messagesIn } from './library-lines.ts';
import { freeName, lastPlace } from './library-moves.ts';
import type { MessageFile, NamedMessage } from './message-file.ts';

export type Merge = {
  readonly change: MessageChange;
  readonly added: number;
  /** There already, word for word. */
  readonly known: number;
};

/**
 * Adds what a file holds: a folder to the one of its name, a message unless it is there already. Nothing that is there is
 * changed; another message of a name gets a number.
 */
export function mergeFile(shelf: MessageShelf, file: MessageFile, newId: () => string): Merge {
  const folders: MessageFolder[] = [];
  const messages: SavedMessage[] = [];
  let known = 0;
  const add = (named: readonly NamedMessage[], folder: string | undefined) => {
    const there = [...messagesIn(shelf, folder)];
    for (const { name, ...message } of named) {
      if (there.some((saved) => isSame(saved, name, message))) {
        known++;
        continue;
      }
      const added: SavedMessage = {
        id: newId(),
        name: freeName(name, there),
        ...(folder !== undefined && { folder }),
        place: lastPlace(there),
        message,
      };
      there.push(added);
      messages.push(added);
    }
  };
  add(file.messages, undefined);
  for (const { name, messages: named } of file.folders) {
    let folder = [...shelf.folders, ...folders].find((each) => each.name === name);
    if (!folder) {
      folder = { id: newId(), name, place: lastPlace([...shelf.folders, ...folders]) };
      folders.push(folder);
    }
    add(named, folder.id);
  }
  return { change: { put: { folders, messages } }, added: messages.length, known };
}

/** A numbered name is the same message under a name that was taken. */
function isSame(saved: SavedMessage, name: string, message: SavedMessage['message']): boolean {
  const isNamed = saved.name === name || saved.name.replace(/ \d+$/, '') === name;
  const { event, args, nsp, expectAck, ackTimeoutMs, isVolatile, isCompressed } = saved.message;
  return (
    isNamed &&
    event === message.event &&
    args === message.args &&
    nsp === message.nsp &&
    expectAck === message.expectAck &&
    ackTimeoutMs === message.ackTimeoutMs &&
    isVolatile === message.isVolatile &&
    isCompressed === message.isCompressed
  );
}
