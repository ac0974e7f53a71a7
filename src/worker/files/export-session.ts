import { fail, ok, type Result } from '../../base/result.ts';
import { exportFileName } from '../../exporters/file-name.ts';
import type { SessionSource } from '../../session/session-source.ts';
import { failureOf } from '../../storage/failure.ts';
import type { Bench } from '../bench.ts';
import { sentenceOf } from '../storage-words.ts';
import { FileSink, type GatheredFile } from './file-sink.ts';
import type { ExportOptions, RedactionCheck } from './files-remote.ts';
import { createPrivateFile } from './private-file.ts';
import { reportOf } from './report.ts';
import { sourceOf } from './session-sources.ts';
import { Steps, watched, type Watch } from './steps.ts';
import { writerFor, type FileWriter } from './writers.ts';

type MadeFile = GatheredFile & { readonly fileName: string; readonly check?: RedactionCheck };

const CANCELLED = 'Cancelled; nothing was written.';

/** The file of a session, streamed from its log to the disk. A failure or a cancel leaves nothing of it. */
export async function exportSession(
  bench: Bench,
  key: string,
  options: ExportOptions,
  { onprogress, isCancelled }: Watch,
): Promise<Result<MadeFile, string>> {
  const [opened, writer] = await Promise.all([sourceOf(bench, key), writerFor(options)]);
  if (!opened.ok) return opened;
  if (!writer.ok) return writer;
  const { withDiagnosis, redact } = options;
  const steps = new Steps(onprogress, 1 + (withDiagnosis ? 1 : 0) + (redact ? 2 : 0));
  const step = (): Watch => ({ onprogress: steps.next(), isCancelled });
  let source = asWanted(opened.value, options);
  if (withDiagnosis) {
    const diagnosis = await reportOf(bench, key, source, step());
    if (!diagnosis) return fail(CANCELLED);
    source = { ...source, header: { ...source.header, diagnosis } };
  }
  const made = redact && (await (await import('./redacting.ts')).redacted(source, redact, step));
  const written = made?.source ?? source;
  const file = await gather(writer.value, watched(written, step()), isCancelled);
  if (!file.ok) return file;
  const check = made?.check();
  const flaw = check && flawIn(check);
  if (flaw !== undefined) {
    await file.value.remove();
    return fail(flaw);
  }
  // A session's name may hold a secret, too.
  return ok({ ...file.value, fileName: exportFileName(written.header.name, options), ...(check && { check }) });
}

/** A report that came with an imported session goes as the export's own would: where it is wanted, a new one is made. */
function asWanted({ header, entries, read }: SessionSource, { withNotes }: ExportOptions): SessionSource {
  const { diagnosis: _, cover, ...rest } = header;
  const kept = withNotes ? { ...rest, ...(cover && { cover }) } : { ...rest, notes: [], tags: [] };
  return { header: kept, entries, read };
}

async function gather(
  writer: FileWriter,
  source: SessionSource,
  isCancelled: () => boolean,
): Promise<Result<GatheredFile, string>> {
  const sink = new FileSink(createPrivateFile);
  try {
    for await (const piece of writer.write(source)) {
      if (isCancelled()) break;
      await sink.write(piece);
    }
    if (!isCancelled()) return ok(await sink.finish(writer.type));
  } catch (error) {
    await sink.drop();
    return fail(sentenceOf(failureOf(error)));
  }
  await sink.drop();
  return fail(CANCELLED);
}

/** A file that holds what it should not is none. */
function flawIn({ left, broken }: RedactionCheck): string | undefined {
  const leaks = left.length > 0 ? `entries ${listed(left)} would still hold a secret` : '';
  const breaks = broken.length > 0 ? `entries ${listed(broken)} could no longer be decoded` : '';
  const flaws = [leaks, breaks].filter((flaw) => flaw !== '').join(', and ');
  return flaws === '' ? undefined : `its redaction failed its own check: ${flaws}.`;
}

function listed(seqs: readonly number[]): string {
  return seqs.length > 5 ? `${seqs.slice(0, 5).join(', ')} and ${seqs.length - 5} more` : seqs.join(', ');
}
