import { fail, ok, type Result } from '../../base/result.ts';
import type { CoverNote } from '../../session/header.ts';
import type { Bench } from '../bench.ts';
import { newKey } from '../new-session.ts';
import type { ImportReport, Progress } from '../remote.ts';
import type { ExportedFile, ExportOptions, FilesRemote } from './files-remote.ts';
import { sentenceOf } from '../storage-words.ts';
import { Transfers } from './transfers.ts';

export class FilesDesk implements FilesRemote {
  readonly #bench: Bench;
  readonly #transfers: Transfers;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#transfers = new Transfers(bench.database, bench.shelf);
  }

  exportSession(
    key: string,
    { compress }: ExportOptions,
    onprogress: (progress: Progress) => void,
  ): Promise<Result<ExportedFile, string>> {
    return this.#transfers.exportSession(key, this.#bench.recordings.get(key), compress, onprogress);
  }

  async importFile(
    file: Blob,
    name: string,
    onprogress: (progress: Progress) => void,
  ): Promise<Result<ImportReport, string>> {
    const key = newKey();
    const report = await this.#transfers.importFile(file, name, key, onprogress);
    this.#bench.keeper.changed(key);
    return report;
  }

  async cancel(): Promise<void> {
    this.#transfers.cancel();
  }

  async cover(key: string): Promise<CoverNote | undefined> {
    const record = this.#bench.recordings.get(key)?.record ?? (await this.#bench.shelf.read(key));
    return record?.header.cover;
  }

  async setCover(key: string, cover: CoverNote): Promise<Result<void, string>> {
    const changed = await this.#bench.keeper.changeHeader(key, (header) => ({ ...header, cover }));
    await this.#bench.views.refreshHeader(key);
    return changed.ok ? ok(undefined) : fail(sentenceOf(changed.error));
  }
}
