import type { Result } from '../base/result.ts';
import { fail } from '../base/result.ts';
import { base64Pieces } from './base64-pieces.ts';
import type { Pieces } from './byte-source.ts';
import { untilDamaged } from './byte-source.ts';
import { gunzip } from './gunzip.ts';
import type { ImportedSession } from './imported-session.ts';
import type { Damage } from './ndjson.ts';
import { readNdjson } from './ndjson.ts';

/** What `exporters/page/` writes before the session; the program above it says it nowhere. */
const OPENING = '<script type="application/x-sockscope"';
const latin1 = new TextDecoder('latin1');

/** Told by what stands near the beginning of a page that shows a session by itself. */
export function isSessionPage(head: string): boolean {
  return /^\s*<!doctype html/i.test(head) && head.includes('content="Sockscope session page"');
}

/** Reads the session file that such a page holds. */
export async function readPage(pieces: Pieces, damage: Damage): Promise<Result<ImportedSession, string>> {
  const texts = sessionText(pieces);
  const first = await texts.next();
  if (first.done) return fail('This page of Sockscope holds no session: it was cut off, or saved without it.');
  const file = untilDamaged(
    gunzip(base64Pieces(texts)),
    () => (damage.sentence ??= 'the session in the page is cut off or damaged here.'),
  );
  return readNdjson(file, damage);
}

/** What stands in the session's element: an empty text when it begins, then its text piece by piece. */
async function* sessionText(pieces: Pieces): AsyncGenerator<string, void, void> {
  let seen = '';
  let isInside = false;
  for await (const piece of pieces) {
    seen += latin1.decode(piece);
    if (!isInside) {
      const at = seen.indexOf(OPENING);
      const begin = at < 0 ? -1 : seen.indexOf('>', at);
      // The beginning may be cut in two.
      if (begin < 0) seen = at < 0 ? seen.slice(-OPENING.length) : seen.slice(at);
      if (begin < 0) continue;
      isInside = true;
      seen = seen.slice(begin + 1);
      yield '';
    }
    const end = seen.indexOf('<');
    yield end < 0 ? seen : seen.slice(0, end);
    if (end >= 0) return;
    seen = '';
  }
}
