import { recall, remember } from '../../kit/remembered.ts';
import type { Workspace } from '../../workspace.svelte.ts';
import { BASE_COLUMNS, COLUMN_IDS, LEAST_PX, MOST_PX, type ColumnId, type ShownColumn } from './column.ts';
import { TIME_MODES, type TimeMode } from './time-format.ts';

const DEFAULT: readonly ShownColumn[] = BASE_COLUMNS.map((id) => ({ id }));

/** Which columns the timeline shows, in which order and how wide, and what its times count from. Remembered. */
export class GridColumns {
  #shown = $state.raw(readColumns(recall('columns')) ?? DEFAULT);
  #timeMode = $state.raw(TIME_MODES.find((mode) => mode === recall('times')) ?? 'start');

  get shown(): readonly ShownColumn[] {
    return this.#shown;
  }

  get isDefault(): boolean {
    return JSON.stringify(this.#shown) === JSON.stringify(DEFAULT);
  }

  get timeMode(): TimeMode {
    return this.#timeMode;
  }

  set timeMode(mode: TimeMode) {
    this.#timeMode = mode;
    remember('times', mode);
  }

  nextTimeMode(): void {
    const next = (TIME_MODES.indexOf(this.#timeMode) + 1) % TIME_MODES.length;
    this.timeMode = TIME_MODES[next] ?? 'start';
  }

  isShown(id: ColumnId): boolean {
    return this.#shown.some((column) => column.id === id);
  }

  /** Data takes the room that is left, so it stays. */
  show(id: ColumnId, isShown: boolean): void {
    if (isShown === this.isShown(id) || id === 'data') return;
    if (!isShown) this.#set(this.#shown.filter((column) => column.id !== id));
    else this.#set(withColumn(this.#shown, id));
  }

  move(id: ColumnId, by: 1 | -1): void {
    const from = this.#shown.findIndex((column) => column.id === id);
    const column = this.#shown[from];
    const to = from + by;
    if (!column || to < 0 || to >= this.#shown.length) return;
    this.#set(this.#shown.toSpliced(from, 1).toSpliced(to, 0, column));
  }

  /** To its own width again where undefined. */
  resize(id: ColumnId, px: number | undefined): void {
    const width = px === undefined ? {} : { px: Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, px))) };
    this.#set(this.#shown.map((column) => (column.id === id ? { id, ...width } : column)));
  }

  reset(): void {
    this.#set(DEFAULT);
  }

  #set(shown: readonly ShownColumn[]): void {
    this.#shown = shown;
    remember('columns', JSON.stringify(shown));
  }
}

/** Where it stands by default: behind the columns that come before it there. */
function withColumn(shown: readonly ShownColumn[], id: ColumnId): readonly ShownColumn[] {
  const before = COLUMN_IDS.slice(0, COLUMN_IDS.indexOf(id));
  const place = shown.findLastIndex((column) => before.includes(column.id)) + 1;
  return shown.toSpliced(place, 0, { id });
}

/** What the browser kept may be of another version: what is not understood is as if nothing had been kept. */
function readColumns(text: string | undefined): readonly ShownColumn[] | undefined {
  const kept = jsonIn(text);
  if (!Array.isArray(kept)) return undefined;
  const columns = kept.flatMap(readColumn);
  const ids = columns.map(({ id }) => id);
  const isWhole = ids.includes('data') && ids.every((id, i) => ids.indexOf(id) === i);
  return isWhole ? columns : undefined;
}

function readColumn(kept: unknown): readonly ShownColumn[] {
  if (typeof kept !== 'object' || kept === null || !('id' in kept)) return [];
  const id = COLUMN_IDS.find((known) => known === kept.id);
  if (!id) return [];
  const px = 'px' in kept ? Number(kept.px) : NaN;
  return [px >= LEAST_PX && px <= MOST_PX ? { id, px } : { id }];
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

const known = new WeakMap<Workspace, GridColumns>();

export function columnsOf(workspace: Workspace): GridColumns {
  const columns = known.get(workspace) ?? new GridColumns();
  known.set(workspace, columns);
  return columns;
}
