import { SvelteSet } from 'svelte/reactivity';
import type { Result } from '../../base/result.ts';
import type { ShelfItem } from '../../worker/remote.ts';
import type { Retention, ShelfRemote } from '../../worker/shelf/shelf-remote.ts';
import { formatPlural } from '../format.ts';
import { outliving } from '../kit/outliving.svelte.ts';
import { recall, remember } from '../kit/remembered.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { inOrder, NEWEST_FIRST, readOrder, turnedBy, writeOrder, type ShelfColumn } from './shelf-order.ts';
import { dueItems, followersOf, keepSame, shelfRows, type ShelfRow, type ShelfView } from './shelf-rows.ts';
import { ShelfSearching } from './shelf-search.svelte.ts';
import { whyKept } from './shelf-words.ts';

const ORDER = 'shelf.order';

/** All sessions as their screen shows them: in which order, which are found, which are selected. */
export class ShelfModel {
  readonly #workspace: Workspace;
  readonly searching: ShelfSearching;
  order = $state.raw(readOrder(recall(ORDER)) ?? NEWEST_FIRST);
  /** The row whose controls Tab goes through. */
  active = $state.raw<string>();
  /** In whose place a field stands, for its name or its tags. */
  editing = $state.raw<{ readonly key: string; readonly what: 'name' | 'tags' }>();
  /** What the last act came to, where the rows do not tell it. */
  said = $state.raw<string>();
  readonly #selected = new SvelteSet<string>();
  /** It takes the focus when it is back. */
  #awaited: string | undefined;
  /** Where a selection with Shift begins. */
  #anchor: string | undefined;
  /** As told before: a row is drawn anew only where its session has changed. */
  #items: readonly ShelfItem[] = [];
  #followers = $state.raw<ShelfView['followers']>({});

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.searching = new ShelfSearching(() => this.#remote);
  }

  get #remote(): ShelfRemote {
    return this.#workspace.worker.shelf;
  }

  readonly rows: readonly ShelfRow[] = $derived.by(() => {
    const { deleted } = this.#workspace.shelf;
    const items = (this.#items = keepSame(this.#workspace.shelf.items, this.#items));
    const found = this.searching.told?.found;
    return shelfRows({ items: inOrder(items, this.order), found, deleted, followers: this.#followers });
  });

  /** Of the rows shown: what is out of sight is not acted upon. */
  readonly selected: readonly ShelfItem[] = $derived(
    this.rows.flatMap((row) => (row.kind === 'session' && this.#selected.has(row.id) ? [row.item] : [])),
  );

  get due(): readonly ShelfItem[] {
    return dueItems(this.#workspace.shelf);
  }

  isSelected(key: string): boolean {
    return this.#selected.has(key);
  }

  sortBy(column: ShelfColumn): void {
    this.order = turnedBy(this.order, column);
    remember(ORDER, writeOrder(this.order));
  }

  /** With `isRange` as far as here from the one that was selected last. */
  select(key: string, isSelected: boolean, isRange: boolean): void {
    const keys = this.#keysShown();
    const from = isRange && this.#anchor !== undefined ? keys.indexOf(this.#anchor) : -1;
    const to = keys.indexOf(key);
    const range = from < 0 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const each of range) {
      if (isSelected) this.#selected.add(each);
      else this.#selected.delete(each);
    }
    if (from < 0) this.#anchor = key;
  }

  selectOnly(keys: readonly string[]): void {
    this.#selected.clear();
    for (const key of keys) this.#selected.add(key);
  }

  selectAll(): void {
    this.selectOnly(this.#keysShown());
  }

  #keysShown(): readonly string[] {
    return this.rows.flatMap((row) => (row.kind === 'session' ? [row.id] : []));
  }

  async rename({ key, name }: ShelfItem, to: string): Promise<void> {
    this.editing = undefined;
    const wanted = to.trim();
    if (wanted === '' || wanted === name) return;
    this.#tell(await this.#workspace.worker.renameSession(key, wanted));
    await this.#workspace.askToKeep();
  }

  async changeTags(keys: readonly string[], add: readonly string[], remove: readonly string[]): Promise<void> {
    this.#tell(await this.#remote.changeTags(keys, add, remove));
    if (add.length > 0) await this.#workspace.askToKeep();
  }

  async setLocked(keys: readonly string[], isLocked: boolean): Promise<void> {
    this.#tell(await this.#remote.setLocked(keys, isLocked));
    if (isLocked) await this.#workspace.askToKeep();
  }

  async remove(items: readonly ShelfItem[]): Promise<void> {
    const keys = items.filter((item) => whyKept(item) === undefined).map(({ key }) => key);
    this.#followers = { ...this.#followers, ...followersOf(this.rows, keys) };
    const outcome = await this.#remote.deleteSessions(items.map(({ key }) => key));
    this.#tell(outcome);
    if (!outcome.ok) return;
    const { deleted, left } = outcome.value;
    for (const key of deleted) this.#selected.delete(key);
    if (left.length > 0) this.said = `${formatPlural(left.length, 'session')} left: locked, or being recorded.`;
  }

  async undo(keys: readonly string[]): Promise<void> {
    [this.#awaited] = keys;
    await this.#remote.undoDelete(keys);
  }

  /** Whether the row of `key`, which has just come, is to have the focus. */
  takesFocus(key: string): boolean {
    if (key !== this.#awaited) return false;
    this.#awaited = undefined;
    return true;
  }

  async keepDue(): Promise<void> {
    this.#tell(await this.#remote.keepDue(this.due.map(({ key }) => key)));
  }

  async acknowledge(key: string): Promise<void> {
    this.#tell(await this.#remote.acknowledge([key]));
  }

  async setRetention(retention: Retention): Promise<void> {
    this.#tell(await this.#remote.setRetention(retention));
  }

  #tell(outcome: Result<unknown, string>): void {
    this.said = outcome.ok ? undefined : outcome.error;
  }
}

const known = new WeakMap<Workspace, ShelfModel>();

export function shelfModelOf(workspace: Workspace): ShelfModel {
  const model = known.get(workspace) ?? outliving(() => new ShelfModel(workspace));
  known.set(workspace, model);
  return model;
}
