import { exportFileName } from '../../exporters/file-name.ts';
import type { ExportFormat, ExportOptions } from '../../worker/files/files-remote.ts';
import type { ShelfItem } from '../../worker/remote.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { CoverDraft } from './cover-draft.svelte.ts';
import { PreviewFeed } from './preview-feed.svelte.ts';
import { saveSessions } from './save-sessions.ts';

/** Of more sessions nobody waits for the sizes. */
const MOST_WEIGHED = 10;

/** What an export is to be, and what it would do. */
export class ExportModel {
  readonly items: readonly ShelfItem[];
  readonly preview: PreviewFeed;
  /** Of a single session; several keep theirs as they are. */
  readonly cover: CoverDraft | undefined;
  format = $state.raw<ExportFormat>('sockscope');
  isCompressed = $state.raw(true);
  /** On at every export, whatever was chosen at the last. */
  isRedacted = $state.raw(true);
  withNotes = $state.raw(true);
  withDiagnosis = $state.raw(true);
  /** Bytes of the file, about; undefined while it is not known. */
  estimate = $state.raw<number>();
  readonly #workspace: Workspace;
  #estimated = 0;
  #isLeft = false;

  constructor(workspace: Workspace, items: readonly ShelfItem[]) {
    this.#workspace = workspace;
    this.items = items;
    const [first] = items;
    const single = items.length === 1 ? first : undefined;
    this.preview = new PreviewFeed(workspace.worker.previews, single?.key);
    this.cover = single && new CoverDraft(workspace.worker.files, single.key, () => void this.#look());
  }

  async begin(): Promise<void> {
    await Promise.all([this.#readHeader(), this.preview.begin()]);
  }

  /** The dialog closes. */
  async leave(): Promise<void> {
    this.#isLeft = true;
    await this.cover?.keep();
    await this.preview.cancel();
  }

  get options(): ExportOptions {
    return { ...this.#asRecorded, redact: this.isRedacted ? this.preview.choice : undefined };
  }

  get #asRecorded(): ExportOptions {
    const { format, isCompressed, withNotes, withDiagnosis } = this;
    return { format, compress: format === 'sockscope' && isCompressed, redact: undefined, withNotes, withDiagnosis };
  }

  get fileName(): string {
    const [first] = this.items;
    const { format, compress } = this.options;
    const end = exportFileName('*', { format, compress }).replace(/^[^.]*/, '');
    if (this.items.length !== 1 || !first) return `${this.items.length} files, *${end}`;
    // A session's name may hold a secret: while it is not known how it is redacted, the file's is not known either.
    const name = this.isRedacted ? this.preview.name : first.name;
    return name === undefined ? `…${end}` : exportFileName(name, { format, compress });
  }

  /** Call in an effect: it reads what the answer depends on. */
  async weigh(): Promise<void> {
    const form = this.#asRecorded;
    const items = this.items.slice(0, MOST_WEIGHED);
    const asked = ++this.#estimated;
    const weighed = Promise.all(items.map(({ key }) => this.#workspace.worker.previews.estimate(key, form)));
    // Where it fails, saving tells why.
    const sizes: readonly (number | undefined)[] = await weighed.catch(() => []);
    if (asked !== this.#estimated) return;
    const isKnown = sizes.length === this.items.length && !sizes.includes(undefined);
    this.estimate = isKnown ? sizes.reduce<number>((sum, size = 0) => sum + size, 0) : undefined;
  }

  /** The window shows how far it is; the dialog has nothing more to ask. */
  async save(): Promise<void> {
    // The choice as it is now: what the dialog held goes with it.
    const { options } = this;
    await this.leave();
    await saveSessions(this.#workspace, this.items, options);
  }

  /** A cover note may hold secrets, too. */
  async #look(): Promise<void> {
    if (!this.#isLeft && this.isRedacted) await this.preview.make();
  }

  /** What came in a file goes out as it came, unless the person wants more. */
  async #readHeader(): Promise<void> {
    await this.cover?.load();
    const [item] = this.items;
    if (this.items.length === 1 && item?.imported && !this.cover?.header?.diagnosis) this.withDiagnosis = false;
  }
}
