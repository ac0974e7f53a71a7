import type { CoverNote, SessionHeader } from '../../session/header.ts';
import type { FilesRemote } from '../../worker/files/files-remote.ts';
import type { CoverPart } from './cover-parts.ts';

type Remote = Pick<FilesRemote, 'header' | 'setCover'>;

/** Of rest after the last letter. */
const REST_MS = 700;

/** A cover note while it is written; it is kept with the session, whether the session is exported or not. */
export class CoverDraft {
  readonly #remote: Remote;
  readonly #key: string;
  readonly #onkept: () => void;
  #note = $state.raw<CoverNote>({});
  #isChanged = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Why it was not kept. */
  problem = $state.raw<string>();
  /** As it was when the draft was begun. */
  header = $state.raw<SessionHeader>();

  constructor(remote: Remote, key: string, onkept: () => void = () => undefined) {
    this.#remote = remote;
    this.#key = key;
    this.#onkept = onkept;
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
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.keep(), REST_MS);
  }

  /** After a rest, and on leaving a field: nothing that was written is lost with the dialog. */
  async keep(): Promise<void> {
    clearTimeout(this.#resting);
    if (!this.#isChanged) return;
    this.#isChanged = false;
    const kept = await this.#remote.setCover(this.#key, this.#note);
    this.problem = kept.ok ? undefined : kept.error;
    if (kept.ok) this.#onkept();
  }
}
