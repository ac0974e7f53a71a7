import { fail, ok, type Result } from '../base/result.ts';
import { withNote } from '../projections/notes.ts';
import type { RowId } from '../projections/row.ts';
import type { SessionHeader } from '../session/header.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import { sentenceOf } from './storage-words.ts';
import type { ViewKeeper } from './view-keeper.ts';

/** Keeps what a person says of a row in the session in view, on the shelf and in what is recorded. */
export async function setNote(
  views: ViewKeeper,
  keeper: ShelfKeeper,
  row: RowId,
  text: string | undefined,
): Promise<Result<void, string>> {
  const view = views.current;
  if (!view) return fail('No session is open.');
  const noted = (header: SessionHeader): SessionHeader => ({ ...header, notes: withNote(header.notes, row, text) });
  const { live } = view;
  // On a full disk the shelf does not know the session yet: it learns of the note with the rest.
  if (live?.writer.uncreated) {
    live.take(noted(live.record.header));
    views.takeNotes(live.record.header.notes);
    return ok(undefined);
  }
  const changed = await keeper.changeHeader(view.key, noted);
  await views.refreshHeader(view.key);
  return changed.ok ? ok(undefined) : fail(`The note was not kept: ${sentenceOf(changed.error)}`);
}
