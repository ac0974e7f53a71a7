import type { CoverNote, SessionHeader } from '../../session/header.ts';
import type { FilesRemote } from '../../worker/files/files-remote.ts';
import type { CoverPart } from './cover-parts.ts';

type Remote = Pick<FilesRemote, 'header' | 'setCover'>;

/** A cover note while it is written; it is kept with the session, whether the session is exported or not. */
export class CoverDraft {
  readonly #remote: Remote;
  readonly #key: string;
  #note = $state.raw<CoverNote>({});
  #isChanged = false;
  /** Why it was not kept. */
  problem = $state.raw<string>();
  /** As it was when the draft was begun. */
  header = $state.raw<SessionHeader>();

  constructor(remote: Remote, key: string) {
    this.#remote = remote;
    this.#key = key;
  }

  async load(): Promise<void> {
    const header = await this.#remote.header(this.#key);
    this.#note = header?.cover ?? {};
    this.header = header;
  }

  textOf(part: CoverPart): string {
    return this.#note[part] ?? '';
  }

  write(part: CoverPart, text: string): void {
    this.#note = { ...this.#note, [part]: text };
    this.#isChanged = true;
  }

  /** On leaving a field: nothing that was written is lost with the dialog. */
  async keep(): Promise<void> {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    const kept = await this.#remote.setCover(this.#key, this.#note);
    this.problem = kept.ok ? undefined : kept.error;
  }
}
