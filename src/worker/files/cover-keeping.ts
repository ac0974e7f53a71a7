import { fail, ok, type Result } from '../../base/result.ts';
import type { CoverNote, SessionHeader } from '../../session/header.ts';
import type { Bench } from '../bench.ts';
import { sentenceOf } from '../storage-words.ts';

/** Keeps what a person says of a whole session, on the shelf and in what is recorded. One without words is none. */
export async function setCover(
  { keeper, recordings, views }: Bench,
  key: string,
  cover: CoverNote,
): Promise<Result<void, string>> {
  const words = Object.fromEntries(Object.entries(cover).filter(([, value]) => value !== undefined && value !== ''));
  const covered = ({ cover: _, ...header }: SessionHeader): SessionHeader =>
    Object.keys(words).length === 0 ? header : { ...header, cover: words };
  const live = recordings.get(key);
  // On a full disk the shelf does not know the session yet: it learns of the cover note with the rest.
  if (live?.writer.uncreated) {
    live.take(covered(live.record.header));
    return ok(undefined);
  }
  const changed = await keeper.changeHeader(key, covered);
  await views.refreshHeader(key);
  return changed.ok ? ok(undefined) : fail(`The cover note was not kept: ${sentenceOf(changed.error)}`);
}
