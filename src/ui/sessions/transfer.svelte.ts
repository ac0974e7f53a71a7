import { proxy } from 'comlink';
import type { ExportOptions, RedactionCheck } from '../../worker/files/files-remote.ts';
import type { ImportReport, Progress, RemoteWorker, ShelfItem } from '../../worker/remote.ts';
import { saveFile } from '../kit/save-file.ts';

export type LongWork = { readonly name: string; readonly progress: Progress | undefined };

export type ImportedFile = ImportReport & { readonly fileName: string };

export type SavedFile = { readonly fileName: string; readonly bytes: number; readonly check?: RedactionCheck };

/** What failed, or what became of a file on its way in or out. */
export type Outcome =
  | { readonly kind: 'exported'; readonly files: readonly SavedFile[] }
  /** Of several files some may have failed, a sentence each. */
  | { readonly kind: 'imported'; readonly reports: readonly ImportedFile[]; readonly failures: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string };

/** Files on their way in and out. One at a time: the worker does them one after the other anyway. */
export class Transfer {
  readonly #worker: RemoteWorker;
  /** Of several files the rest is left, too. */
  #isCancelled = false;
  work = $state.raw<LongWork>();
  outcome = $state.raw<Outcome>();
  /** Opens the browser's file dialog; set by the component that holds the input. */
  pick: () => void = () => undefined;
  onimported: () => void = () => undefined;

  constructor(worker: RemoteWorker) {
    this.#worker = worker;
  }

  /** Brings the files to the shelf and puts the last one into view. */
  async importFiles(files: Iterable<File>): Promise<void> {
    if (this.work) return;
    this.outcome = undefined;
    this.#isCancelled = false;
    const reports: ImportedFile[] = [];
    const failures: string[] = [];
    for (const file of files) {
      const name = `Importing ${file.name}`;
      const result = await this.#during(name, (tell) => this.#worker.files.importFile(file, file.name, tell));
      if (result.ok) reports.push({ ...result.value, fileName: file.name });
      else failures.push(`Not imported. ${result.error}`);
      if (this.#isCancelled) break;
    }
    const last = reports.at(-1);
    const opened = last && (await this.#worker.openSession(last.key));
    if (opened && !opened.ok) failures.push(opened.error);
    if (reports.length > 0) this.onimported();
    if (reports.length > 0) this.outcome = { kind: 'imported', reports, failures };
    else if (failures.length > 0) this.outcome = { kind: 'failed', sentence: failures.join(' ') };
  }

  /** One after the other; each ends with its file handed to the browser for saving. The first failure ends it all. */
  async exportSessions(items: readonly Pick<ShelfItem, 'key' | 'name'>[], options: ExportOptions): Promise<void> {
    if (this.work) return;
    this.outcome = undefined;
    const files: SavedFile[] = [];
    for (const { key, name } of items) {
      const result = await this.#during(`Exporting ${name}`, (tell) =>
        this.#worker.files.exportSession(key, options, tell),
      );
      if (!result.ok) {
        const before = items.length > 1 ? `${files.length} of ${items.length} saved. ` : '';
        this.outcome = { kind: 'failed', sentence: `${before}${name} was not exported: ${result.error}` };
        return;
      }
      const { file, ...saved } = result.value;
      saveFile(file, saved.fileName);
      files.push({ ...saved, bytes: file.size });
    }
    this.outcome = { kind: 'exported', files };
  }

  /** What became of a file is told beside the session in view; with another one in view it has been read. */
  leave(keyInView: string | undefined): void {
    if (this.outcome?.kind === 'exported') this.outcome = undefined;
    const isOfOther = this.outcome?.kind === 'imported' && !this.outcome.reports.some(({ key }) => key === keyInView);
    if (isOfOther) this.outcome = undefined;
  }

  dismissFailures(): void {
    if (this.outcome?.kind === 'imported') this.outcome = { ...this.outcome, failures: [] };
    else if (this.outcome?.kind === 'failed') this.outcome = undefined;
  }

  async cancel(): Promise<void> {
    this.#isCancelled = true;
    await this.#worker.files.cancel();
  }

  async #during<T>(name: string, run: (tell: (progress: Progress) => void) => Promise<T>): Promise<T> {
    this.work = { name, progress: undefined };
    try {
      return await run(proxy((progress: Progress) => (this.work = this.work && { name, progress })));
    } finally {
      this.work = undefined;
    }
  }
}
