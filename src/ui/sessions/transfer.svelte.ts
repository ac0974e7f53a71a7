import { proxy } from 'comlink';
import type { ExportOptions } from '../../worker/files/files-remote.ts';
import type { ImportReport, Progress, RemoteWorker } from '../../worker/remote.ts';
import { saveFile } from '../kit/save-file.ts';

export type LongWork = { readonly name: string; readonly progress: Progress | undefined };

/** What failed, or what became of an imported file. */
export type Outcome =
  { readonly kind: 'imported'; readonly report: ImportReport } | { readonly kind: 'failed'; readonly sentence: string };

/** Files on their way in and out. One at a time: the worker does them one after the other anyway. */
export class Transfer {
  readonly #worker: RemoteWorker;
  work = $state.raw<LongWork>();
  outcome = $state.raw<Outcome>();
  /** Opens the browser's file dialog; set by the component that holds the input. */
  pick: () => void = () => undefined;

  constructor(worker: RemoteWorker) {
    this.#worker = worker;
  }

  /** Brings the files to the shelf and puts the last one into view. */
  async importFiles(files: Iterable<File>): Promise<void> {
    if (this.work) return;
    this.outcome = undefined;
    for (const file of files) {
      const name = `Importing ${file.name}`;
      const result = await this.#during(name, (tell) => this.#worker.files.importFile(file, file.name, tell));
      if (!result.ok) {
        this.outcome = { kind: 'failed', sentence: `Not imported. ${result.error}` };
        return;
      }
      const opened = await this.#worker.openSession(result.value.key);
      this.outcome = opened.ok
        ? { kind: 'imported', report: result.value }
        : { kind: 'failed', sentence: opened.error };
    }
  }

  /** Ends with the file handed to the browser for saving. */
  async exportSession(key: string, name: string, options: ExportOptions): Promise<void> {
    if (this.work) return;
    this.outcome = undefined;
    const result = await this.#during(`Exporting ${name}`, (tell) =>
      this.#worker.files.exportSession(key, options, tell),
    );
    if (result.ok) saveFile(result.value.file, result.value.fileName);
    else this.outcome = { kind: 'failed', sentence: `${name} was not exported: ${result.error}` };
  }

  /** What became of an import is told beside the imported session; with another one in view it has been read. */
  leave(keyInView: string | undefined): void {
    if (this.outcome?.kind === 'imported' && this.outcome.report.key !== keyInView) this.outcome = undefined;
  }

  async cancel(): Promise<void> {
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
