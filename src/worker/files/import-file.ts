import { fail, ok, type Result } from '../../base/result.ts';
import { openImport } from '../../importers/sniff.ts';
import { pause } from '../pause.ts';
import type { ImportReport } from '../remote.ts';
import { sentenceOf } from '../storage-words.ts';
import { namedHeader } from './import-name.ts';
import type { ShelvedImport } from './shelved-import.ts';
import { Steps, type Watch } from './steps.ts';

const PROBLEMS_TOLD = 20;
/** The shelf is told as a whole again and again. */
const PROBLEMS_KEPT = 5;

/** Reads a file onto the shelf, piece by piece. What was read before a cancel or a full disk is removed again. */
export async function importFile(
  file: Blob,
  name: string,
  shelved: ShelvedImport,
  { onprogress, isCancelled }: Watch,
): Promise<Result<ImportReport, string>> {
  const tell = new Steps(onprogress, 1).next();
  let read = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      read += piece.length;
      controller.enqueue(piece);
    },
  });
  const opened = await openImport(file.stream().pipeThrough(counter));
  if (!opened.ok) return fail(`${name}: ${opened.error}`);
  const { value: session } = opened;
  const now = Date.now();
  const begun = await shelved.begin(namedHeader(session, name, now));
  if (!begun.ok) {
    await session.batches.return();
    return fail(sentenceOf(begun.error));
  }
  for await (const batch of session.batches) {
    const written = await shelved.add(batch);
    if (!written.ok || isCancelled()) {
      await shelved.abandon();
      return fail(written.ok ? 'Cancelled; nothing was imported.' : sentenceOf(written.error));
    }
    tell({ done: read, total: file.size });
    await pause();
  }
  // Only now do the header's notes stand at their final places.
  const { problems, asides = [] } = session;
  const header = namedHeader(session, name, now);
  const { count, sentences } = problems;
  const flaws = count > 0 ? { count, sentences: sentences.slice(0, PROBLEMS_KEPT) } : undefined;
  const finished = await shelved.finish(header, flaws);
  if (!finished.ok) {
    await shelved.abandon();
    return fail(sentenceOf(finished.error));
  }
  return ok({
    key: shelved.key,
    name: header.name,
    entries: finished.value.entries,
    problems: sentences.slice(0, PROBLEMS_TOLD),
    problemCount: count,
    asides,
  });
}
