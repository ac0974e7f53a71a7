import type { ChunkColumns, ChunkPayload } from '../../../session/chunk.ts';
import { textIn } from '../../../session/chunk.ts';
import { formIn, TEXT } from '../../../session/shape.ts';
import type { EntryTexts } from './entry-texts.ts';

/** One chunk at hand. */
export type OpenChunk = {
  readonly columns: ChunkColumns;
  readonly payload: ChunkPayload;
  readonly texts: EntryTexts;
  /** Most entries will be asked about, so that one search over all of it is cheaper than one for each. */
  readonly isDense: boolean;
};

/** A search for `pattern` in what each entry says, or may say: its payload, what that hides, and its further fields. */
export function entrySearch(chunk: OpenChunk, pattern: RegExp, isLiteral: boolean): (i: number) => boolean {
  const hits = isLiteral && chunk.isDense ? literalHits(chunk, pattern) : undefined;
  let askedLast = -1;
  let last = false;
  return (i) => {
    if (hits?.[i] === 1) return true;
    if (i === askedLast) return last;
    askedLast = i;
    last = matchesEntry(chunk, pattern, i, hits === undefined);
    return last;
  };
}

function matchesEntry({ columns, payload, texts }: OpenChunk, pattern: RegExp, i: number, withText: boolean): boolean {
  if (withText && formIn(columns.shape[i] ?? 0) === TEXT && pattern.test(textIn(columns, payload, i))) return true;
  const extras = payload.extras.get(i);
  if (extras !== undefined && pattern.test(extras)) return true;
  const hidden = texts.hidden(i);
  return hidden !== '' && pattern.test(hidden);
}

/** One search over all texts, which stand one after the other without a gap. */
function literalHits({ columns, payload: { text } }: OpenChunk, pattern: RegExp): Uint8Array {
  const hits = new Uint8Array(columns.count);
  const search = new RegExp(pattern.source, `${pattern.flags}g`);
  let i = 0;
  for (let found = search.exec(text); found; found = search.exec(text)) {
    while (i < columns.count && (columns.textEnd[i] ?? 0) <= found.index) i++;
    const end = columns.textEnd[i] ?? text.length;
    // One that runs on into the next entry is no match, and this entry cannot hold a later one: it would end later still.
    if (found.index + found[0].length <= end) hits[i] = 1;
    search.lastIndex = end;
  }
  return hits;
}
