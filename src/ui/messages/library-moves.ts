import type { MessageChange, MessageShelf } from '../../storage/messages.ts';
import type { MessageFolder, SavedMessage } from '../../storage/stored-message.ts';
import { messagesIn } from './library-lines.ts';

/** Where a message goes: before another, or to the end of a folder (of those in none where `folder` is undefined). */
export type Destination = { readonly folder: string | undefined; readonly before?: string };

export function moveMessage(shelf: MessageShelf, moved: SavedMessage, to: Destination): MessageChange {
  if (to.before === moved.id) return {};
  const others = messagesIn(shelf, to.folder).filter(({ id }) => id !== moved.id);
  const { folder: _, ...loose } = moved;
  const placed: SavedMessage = to.folder === undefined ? loose : { ...loose, folder: to.folder };
  return { put: { messages: changedPlaces(inserted(others, placed, to.before), moved) } };
}

/** One up (-1) or down (1), at the edge of its folder into the one beside; undefined where there is none. */
export function stepMessage(shelf: MessageShelf, moved: SavedMessage, step: 1 | -1): MessageChange | undefined {
  const holders = [undefined, ...shelf.folders.map(({ id }) => id)];
  const here = holders.find((holder) => messagesIn(shelf, holder).some(({ id }) => id === moved.id));
  const siblings = messagesIn(shelf, here);
  const at = siblings.findIndex(({ id }) => id === moved.id);
  const isInside = step < 0 ? at > 0 : at < siblings.length - 1;
  if (isInside) {
    const before = siblings[step < 0 ? at - 1 : at + 2]?.id;
    return moveMessage(shelf, moved, { folder: here, ...(before !== undefined && { before }) });
  }
  const next = holders.indexOf(here) + step;
  if (next < 0 || next >= holders.length) return undefined;
  const first = step > 0 ? messagesIn(shelf, holders[next])[0]?.id : undefined;
  return moveMessage(shelf, moved, { folder: holders[next], ...(first !== undefined && { before: first }) });
}

/** Before another folder, or to the end. */
export function moveFolder(shelf: MessageShelf, moved: MessageFolder, before: string | undefined): MessageChange {
  if (before === moved.id) return {};
  const others = shelf.folders.filter(({ id }) => id !== moved.id);
  return { put: { folders: changedPlaces(inserted(others, moved, before)) } };
}

export function stepFolder(shelf: MessageShelf, moved: MessageFolder, step: 1 | -1): MessageChange | undefined {
  const at = shelf.folders.findIndex(({ id }) => id === moved.id);
  if (step < 0 ? at <= 0 : at >= shelf.folders.length - 1) return undefined;
  return moveFolder(shelf, moved, shelf.folders[step < 0 ? at - 1 : at + 2]?.id);
}

/** The place after the last. */
export function lastPlace(placed: readonly { readonly place: number }[]): number {
  return placed.reduce((last, { place }) => Math.max(last, place + 1), 0);
}

/** "join 2", "join 3", …: the first that none of `taken` is. */
export function freeName(name: string, taken: readonly { readonly name: string }[]): string {
  const isTaken = (wanted: string) => taken.some((each) => each.name === wanted);
  if (!isTaken(name)) return name;
  const stem = name.replace(/ \d+$/, '');
  for (let number = 2; ; number++) if (!isTaken(`${stem} ${number}`)) return `${stem} ${number}`;
}

function inserted<T extends { readonly id: string }>(others: readonly T[], item: T, before: string | undefined) {
  const at = before === undefined ? -1 : others.findIndex(({ id }) => id === before);
  return at < 0 ? [...others, item] : others.toSpliced(at, 0, item);
}

/** Numbered anew from 0; only what stands elsewhere than before is written, and `always`. */
function changedPlaces<T extends { readonly id: string; readonly place: number }>(
  ordered: readonly T[],
  always?: { readonly id: string },
): readonly T[] {
  return ordered
    .map((item, place) => ({ item, place }))
    .filter(({ item, place }) => item.place !== place || item.id === always?.id)
    .map(({ item, place }) => ({ ...item, place }));
}
