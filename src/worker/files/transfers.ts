import { fail, ok, type Result } from '../../base/result.ts';
import { exportFileName } from '../../exporters/file-name.ts';
import { exportLines } from '../../exporters/ndjson.ts';
import { openImport } from '../../importers/sniff.ts';
import type { Chunk } from '../../session/chunk.ts';
import type { SessionHeader } from '../../session/header.ts';
import { eachChunk } from '../../storage/chunks.ts';
import type { Database } from '../../storage/database.ts';
import type { Shelf } from '../../storage/shelf.ts';
import type { LiveSession } from '../live-session.ts';
import { pause } from '../pause.ts';
import type { ImportReport, Progress } from '../remote.ts';
import { ShelvedImport } from './shelved-import.ts';
import { sentenceOf } from '../storage-words.ts';

type OnProgress = (progress: Progress) => void;

const PROBLEMS_TOLD = 20;

/** Exports and imports, one at a time; a new one cancels the one under way. */
export class Transfers {
  readonly #database: Database;
  readonly #shelf: Shelf;
  #current = 0;

  constructor(database: Database, shelf: Shelf) {
    this.#database = database;
    this.#shelf = shelf;
  }

  cancel(): void {
    this.#current++;
  }

  /** `live` where this tab records the session. */
  async exportSession(
    key: string,
    live: LiveSession | undefined,
    compress: boolean,
    onprogress: OnProgress,
  ): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>> {
    const isCancelled = this.#begin();
    await live?.writer.flush();
    const record = live?.record ?? (await this.#shelf.read(key));
    if (!record) return fail('This session is no longer there.');
    // What the disk has not taken is in memory only, so a living session is read from there.
    const chunks = live ? live.session.log.chunks() : eachChunk(this.#database, key);
    const made = await exportFile(record.header, chunks, record.entries, compress, onprogress, isCancelled);
    return made ? ok(made) : fail('Cancelled; nothing was written.');
  }

  /** Reads a file onto the shelf under `key`. */
  importFile(file: Blob, name: string, key: string, onprogress: OnProgress): Promise<Result<ImportReport, string>> {
    const shelved = new ShelvedImport(this.#database, this.#shelf, key);
    return importFile(file, name, shelved, onprogress, this.#begin());
  }

  #begin(): () => boolean {
    const mine = ++this.#current;
    return () => this.#current !== mine;
  }
}

/** The file of a session, made piece by piece; undefined when `isCancelled` says so. */
async function exportFile(
  header: SessionHeader,
  chunks: AsyncIterable<Chunk>,
  entries: number,
  compress: boolean,
  onprogress: OnProgress,
  isCancelled: () => boolean,
): Promise<{ readonly file: Blob; readonly fileName: string } | undefined> {
  // A Blob may go to the disk; strings would fill the heap that a recording beside it needs.
  const pieces: Blob[] = [];
  const counted = counting(chunks, (done) => onprogress({ done, total: entries }));
  for await (const piece of exportLines(header, counted)) {
    if (isCancelled()) return undefined;
    pieces.push(new Blob([piece]));
    await pause();
  }
  const plain = new Blob(pieces, { type: 'application/x-ndjson' });
  const fileName = exportFileName(header.name, { compress });
  if (!compress) return { file: plain, fileName };
  const packed = plain.stream().pipeThrough(new CompressionStream('gzip'));
  const file = await new Response(packed, { headers: { 'Content-Type': 'application/gzip' } }).blob();
  return isCancelled() ? undefined : { file, fileName };
}

async function* counting(chunks: AsyncIterable<Chunk>, oncount: (done: number) => void): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    oncount(chunk.firstSeq);
    yield chunk;
  }
}

/** What was read before a cancel or a full disk is removed again. */
async function importFile(
  file: Blob,
  name: string,
  shelved: ShelvedImport,
  onprogress: OnProgress,
  isCancelled: () => boolean,
): Promise<Result<ImportReport, string>> {
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
  if (!begun.ok) return fail(sentenceOf(begun.error));
  for await (const batch of session.batches) {
    const written = await shelved.add(batch);
    if (!written.ok || isCancelled()) {
      await shelved.abandon();
      return fail(written.ok ? 'Cancelled; nothing was imported.' : sentenceOf(written.error));
    }
    onprogress({ done: read, total: file.size });
    await pause();
  }
  // Only now do the header's notes stand at their final places.
  const finished = await shelved.finish(session.header);
  if (!finished.ok) {
    await shelved.abandon();
    return fail(sentenceOf(finished.error));
  }
  const { problems } = session;
  return ok({
    key: shelved.key,
    name: session.header.name,
    entries: finished.value.entries,
    problems: problems.sentences.slice(0, PROBLEMS_TOLD),
    problemCount: problems.count,
    asides: session.asides ?? [],
  });
}
