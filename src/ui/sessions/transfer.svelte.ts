import { proxy } from 'comlink';
import type { RedactionCheck } from '../../worker/files/files-remote.ts';
import type { ImportReport, Progress, RemoteWorker } from '../../worker/remote.ts';

/** Its progress is told in bytes of the file, or in steps that mean nothing to a person. */
export type LongWork = {
  readonly name: string;
  readonly unit: 'bytes' | 'steps';
  readonly progress: Progress | undefined;
};

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
      const result = await this.during(name, 'bytes', (tell) => this.#worker.files.importFile(file, file.name, tell));
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

  /** Shows the work while `run` lasts. */
  async during<T>(
    name: string,
    unit: LongWork['unit'],
    run: (tell: (progress: Progress) => void) => Promise<T>,
  ): Promise<T> {
    this.work = { name, unit, progress: undefined };
    try {
      return await run(proxy((progress: Progress) => (this.work = this.work && { name, unit, progress })));
    } finally {
      this.work = undefined;
    }
  }
}
