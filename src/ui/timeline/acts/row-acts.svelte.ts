import type { CopyForm } from '../../../projections/copied-row.ts';
import type { Row, RowId } from '../../../projections/row.ts';
import type { Workspace } from '../../workspace.svelte.ts';
import type { TimelineModel } from '../timeline-model.svelte.ts';

export const COPY_FORMS: readonly { readonly form: CopyForm; readonly name: string }[] = [
  { form: 'json', name: 'JSON' },
  { form: 'frame', name: 'frame text' },
  { form: 'base64', name: 'base64' },
  { form: 'table', name: 'table' },
];

/** Where a menu opens, in px of the window. */
export type Point = { readonly x: number; readonly y: number };

/** What is done to rows, and what stands open for it. */
export class RowActs {
  readonly #workspace: Workspace;
  /** What moves over the rows; set while there is a timeline. */
  timeline: Pick<TimelineModel, 'perform' | 'rows'> | undefined;
  /** The row whose note is being written. */
  noting = $state.raw<RowId>();
  isJumping = $state.raw(false);
  /** Where the menu of the selected rows stands open. */
  menuAt = $state.raw<Point>();
  #said = $state.raw<{ readonly text: string; readonly of: RowId | undefined }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** What the last act came to; of another selection it says nothing. */
  get said(): string | undefined {
    return this.#said?.of === this.#workspace.selected ? this.#said?.text : undefined;
  }

  say(text: string | undefined): void {
    this.#said = text === undefined ? undefined : { text, of: this.#workspace.selected };
  }

  /** One row as its frame, several as a table, where nothing else is asked for. */
  async copy(form?: CopyForm): Promise<void> {
    const { selection, worker } = this.#workspace;
    const { keys, size } = selection.rows;
    if (size === 0) return;
    const { form: wanted, name } = COPY_FORMS.find((offered) => offered.form === form) ?? defaultForm(size);
    const made = await worker.copyRows(keys, wanted);
    this.say(made.ok ? await written(made.value, `${size === 1 ? 'Row copied' : 'copied'} as ${name}`) : made.error);
  }

  async setNote(row: RowId, text: string | undefined): Promise<void> {
    const kept = await this.#workspace.worker.setNote(row, text);
    if (!kept.ok) this.#workspace.problem = kept.error;
  }

  /** A bare mark comes and goes; words are taken away in their editor only. */
  toggleMark(row: Row): void {
    if (row.remark) this.noting = row;
    else void this.setNote(row, row.remark === undefined ? '' : undefined);
  }
}

function defaultForm(size: number): { readonly form: CopyForm; readonly name: string } {
  return size === 1 ? { form: 'frame', name: 'frame text' } : { form: 'table', name: 'table' };
}

async function written(text: string, success: string): Promise<string> {
  if (!('clipboard' in navigator)) return 'Not copied: the browser keeps the clipboard for pages over HTTPS.';
  return navigator.clipboard.writeText(text).then(
    () => success,
    (refusal: unknown) => `Not copied: ${refusal instanceof Error ? refusal.message : String(refusal)}`,
  );
}

const known = new WeakMap<Workspace, RowActs>();

/** The timeline and Details act on the same rows. */
export function actsOf(workspace: Workspace): RowActs {
  const acts = known.get(workspace) ?? new RowActs(workspace);
  known.set(workspace, acts);
  return acts;
}
