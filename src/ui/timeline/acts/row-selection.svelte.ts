import { idOfKey, RowSet } from '../../../projections/row-set.ts';
import type { RowId } from '../../../projections/row.ts';
import type { RemoteWorker } from '../../../worker/remote.ts';
import { isSameRow } from '../brackets.ts';

/** What a selection needs of the workspace: the one row that Details speaks of is among those selected. */
type Selecting = {
  readonly worker: Pick<RemoteWorker, 'indexOf' | 'rowKeys'>;
  readonly selected: RowId | undefined;
  select(row: RowId | undefined): void;
};

type Many = {
  readonly rows: RowSet;
  readonly active: RowId;
  /** From here an extension goes. */
  readonly anchor: RowId;
  /** What was selected before the extension, and stays. */
  readonly base: RowSet;
};

/**
 * The selected rows: the one that the workspace names, and those chosen beside it. They are rows, not places, so they
 * stay what they are under another filter. Whoever selects one row by itself lets go of the others.
 */
export class RowSelection {
  readonly #workspace: Selecting;
  #many = $state.raw<Many>();
  #asked = 0;
  readonly #current: Many | undefined;
  readonly rows: RowSet;

  constructor(workspace: Selecting) {
    this.#workspace = workspace;
    this.#current = $derived(this.#many && isSameRow(this.#many.active, workspace.selected) ? this.#many : undefined);
    this.rows = $derived(this.#current?.rows ?? (workspace.selected ? RowSet.of(workspace.selected) : RowSet.empty));
  }

  get isSeveral(): boolean {
    return this.#current !== undefined;
  }

  /** Takes `row` in, or out where it is in. */
  toggle(row: RowId): void {
    this.#asked++;
    const { rows } = this;
    const isIn = rows.has(row);
    const changed = isIn ? rows.without(row) : rows.with(RowSet.of(row));
    const { selected } = this.#workspace;
    const active = !isIn ? row : isSameRow(row, selected) ? changed.nearest(row) : selected;
    this.#set(active && { rows: changed, active, anchor: isIn ? active : row, base: changed });
  }

  /** Selects from the anchor up to `row` as the list stands now, beside what was selected before. */
  async extendTo(row: RowId): Promise<void> {
    const { worker, selected } = this.#workspace;
    const { anchor = selected ?? row, base = RowSet.empty } = this.#current ?? {};
    const asked = ++this.#asked;
    const [from, to] = await Promise.all([worker.indexOf(anchor), worker.indexOf(row)]);
    if (to === undefined) return;
    // The anchor may have been hidden since.
    const first = Math.min(from ?? to, to);
    const range = new RowSet(await worker.rowKeys(first, Math.max(from ?? to, to) + 1));
    if (asked === this.#asked) this.#set({ rows: base.with(range), active: row, anchor, base });
  }

  /** All rows of the list; the one that is looked at stays the same. */
  async all(): Promise<void> {
    const asked = ++this.#asked;
    const rows = new RowSet(await this.#workspace.worker.rowKeys(0, Infinity));
    const last = rows.keys.at(-1);
    if (asked !== this.#asked || last === undefined) return;
    const { selected } = this.#workspace;
    const active = selected && rows.has(selected) ? selected : idOfKey(last);
    this.#set({ rows, active, anchor: active, base: RowSet.empty });
  }

  /** Keeps the one that is looked at. */
  clear(): void {
    this.#asked++;
    this.#many = undefined;
  }

  #set(many: Many | undefined): void {
    this.#many = many && many.rows.size > 1 ? many : undefined;
    if (!isSameRow(many?.active, this.#workspace.selected)) this.#workspace.select(many?.active);
  }
}
