import { ok, type Result } from '../../base/result.ts';
import type { CoverNote, SessionHeader } from '../../session/header.ts';
import type { Bench } from '../bench.ts';
import { newKey } from '../new-session.ts';
import type { ImportReport, Progress } from '../remote.ts';
import type { ExportedFile, ExportOptions, FilesRemote } from './files-remote.ts';
import { setCover } from './cover-keeping.ts';
import { exportSession } from './export-session.ts';
import { importFile } from './import-file.ts';
import { ShelvedImport } from './shelved-import.ts';
import { Turns } from './turns.ts';
import { twinOf } from './twin.ts';

/** A browser has read what it saves long before; what still lies here is only in the way. */
const KEPT_MS = 5 * 60 * 1000;

export class FilesDesk implements FilesRemote {
  readonly #bench: Bench;
  readonly #turns = new Turns();

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  async exportSession(
    key: string,
    options: ExportOptions,
    onprogress: (progress: Progress) => void,
  ): Promise<Result<ExportedFile, string>> {
    const isCancelled = this.#turns.begin();
    const made = await exportSession(this.#bench, key, options, { onprogress, isCancelled });
    if (!made.ok) return made;
    const { remove, ...file } = made.value;
    setTimeout(() => void remove(), KEPT_MS);
    return ok(file);
  }

  async importFile(
    file: Blob,
    name: string,
    onprogress: (progress: Progress) => void,
  ): Promise<Result<ImportReport, string>> {
    const key = newKey();
    const { database, shelf } = this.#bench;
    const isCancelled = this.#turns.begin();
    const shelved = new ShelvedImport(database, shelf, key);
    const report = await importFile(file, name, shelved, { onprogress, isCancelled });
    this.#bench.keeper.changed(key);
    if (!report.ok) return report;
    const twin = twinOf(key, await shelf.list());
    const asides = twin === undefined ? [] : [`The same session is here already: “${twin}”.`];
    return ok({ ...report.value, asides: [...asides, ...report.value.asides] });
  }

  async cancel(): Promise<void> {
    this.#turns.cancel();
  }

  async header(key: string): Promise<SessionHeader | undefined> {
    const record = this.#bench.recordings.get(key)?.record ?? (await this.#bench.shelf.read(key));
    return record?.header;
  }

  setCover(key: string, cover: CoverNote): Promise<Result<void, string>> {
    return setCover(this.#bench, key, cover);
  }
}
