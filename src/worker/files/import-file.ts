import { fail, ok, type Result } from '../../base/result.ts';
import { openImport } from '../../importers/sniff.ts';
import { pause } from '../pause.ts';
import type { ImportReport } from '../remote.ts';
import { sentenceOf } from '../storage-words.ts';
import type { ShelvedImport } from './shelved-import.ts';
import { Steps, type Watch } from './steps.ts';

const PROBLEMS_TOLD = 20;

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
  const begun = await shelved.begin(session.header);
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
  const finished = await shelved.finish(session.header);
  if (!finished.ok) {
    await shelved.abandon();
    return fail(sentenceOf(finished.error));
  }
  const { problems, asides = [] } = session;
  return ok({
    key: shelved.key,
    name: session.header.name,
    entries: finished.value.entries,
    problems: problems.sentences.slice(0, PROBLEMS_TOLD),
    problemCount: problems.count,
    asides,
  });
}
