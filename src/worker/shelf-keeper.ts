import { fail, ok, type Result } from '../base/result.ts';
import type { SessionHeader } from '../session/header.ts';
import { openAnnouncements, type Announcements } from '../storage/announce.ts';
import type { Locked, StorageFailure } from '../storage/failure.ts';
import { recoverable } from '../storage/locks.ts';
import { newestFirst, type SessionRecord } from '../storage/session-record.ts';
import type { Retention } from '../storage/settings.ts';
import type { Shelf } from '../storage/shelf.ts';
import { heldSessions } from './held-sessions.ts';
import type { DeletedItem, ShelfItem, ShelfState } from './remote.ts';
import { dueBy } from './shelf/due.ts';
import { Space } from './space.ts';

/** What a tab deleted can be undone for so long. */
const UNDO_MS = 10_000;
/** What the rule for old sessions deleted, longer: nobody was looking. */
const OLD_UNDO_MS = 60_000;
const COVER_CHARACTERS = 200;

type Undoable = { readonly batch: number; readonly isOld: boolean };
type Changed = Result<readonly SessionRecord[], StorageFailure>;

export type ShelfWatch = {
  /** A record came, went or changed, by this tab or another. */
  onchange(): void;
  /** What another tab has changed. */
  ontold(key: string): void;
  onsettings(): void;
};

/** The shelf as the page shows it: what is stored, who records it, what can still be undone. */
export class ShelfKeeper {
  readonly #shelf: Shelf;
  readonly #mine: () => readonly SessionRecord[];
  readonly #announcements: Announcements;
  readonly #watches: Partial<ShelfWatch>[];
  readonly #space = new Space();
  /** Deleted by this tab and still to be undone. */
  readonly #undoable = new Map<string, Undoable>();
  #batches = 0;
  /** Unknown until it has been read. */
  retention: Retention | undefined;

  /** `mine` tells what this tab records. */
  constructor(shelf: Shelf, mine: () => readonly SessionRecord[], watch: Partial<ShelfWatch>) {
    this.#shelf = shelf;
    this.#mine = mine;
    this.#watches = [watch];
    this.#announcements = openAnnouncements({
      onchange: (key) => {
        this.#tell(({ ontold }) => ontold?.(key));
        this.#tell(({ onchange }) => onchange?.());
      },
      onsettings: () => this.#tell(({ onsettings }) => onsettings?.()),
    });
  }

  watch(watch: Partial<ShelfWatch>): void {
    this.#watches.push(watch);
  }

  /** Marks what a dead tab left behind, and removes what was deleted or half imported long enough ago. */
  async tidy(now: number): Promise<void> {
    const living = await heldSessions();
    const records = living ? await this.#shelf.list() : [];
    // One that was disconnected in time is whole, even if its tab was closed with it in view.
    const recovered = (record: SessionRecord): SessionRecord =>
      record.header.endedAt === undefined
        ? { ...record, state: 'recovered', recoveredAt: now }
        : { ...record, state: 'ended' };
    const left = recoverable(records, living ?? new Set());
    if (left.length > 0) await this.#shelf.changeAll(keysOf(left), recovered);
    for (const { key, state } of records) {
      if (state === 'importing' && living?.has(key) === false) await this.#shelf.purge(key);
    }
    await this.#shelf.purgeTombstones(now - UNDO_MS);
  }

  async state(): Promise<ShelfState> {
    const now = Date.now();
    const [records, living, space] = await Promise.all([this.#shelf.list(), heldSessions(), this.#space.read(now)]);
    const known = new Set(keysOf(records));
    const mine = new Map(this.#mine().map((record) => [record.key, record]));
    // One that began on a full disk is not on the shelf yet.
    const unknown = [...mine.values()].filter(({ key }) => !known.has(key));
    const whole = [...records, ...unknown].filter(({ state }) => state !== 'importing');
    const sorted = whole.toSorted(newestFirst);
    const kept = sorted.filter(({ deletedAt }) => deletedAt === undefined);
    const { retention } = this;
    return {
      items: kept.map((record) => itemOf(record, mine.get(record.key), living?.has(record.key) === true)),
      deleted: this.#deletedIn(sorted),
      ...(retention && { retention, due: retention.rule === 'ask' ? keysOf(dueBy(retention, kept, living, now)) : [] }),
      ...space,
    };
  }

  /** The record of `key` came or changed by this tab. */
  changed(key: string): void {
    this.#space.forget();
    this.#announcements.tell(key);
    this.retold();
  }

  /** What the page is told is another now, though no record changed. */
  retold(): void {
    this.#tell(({ onchange }) => onchange?.());
  }

  settingsChanged(): void {
    this.#announcements.tellSettings();
    this.#tell(({ onsettings }) => onsettings?.());
  }

  /** The browser is to be asked again how much room there is, and whether what is stored will stay. */
  spaceChanged(): void {
    this.#space.forget();
    this.retold();
  }

  /** Of several tabs that change the same, the last wins. */
  async changeHeader(
    key: string,
    change: (header: SessionHeader) => SessionHeader,
  ): Promise<Result<SessionRecord, StorageFailure>> {
    const changed = await this.#shelf.change(key, (record) => ({ ...record, header: change(record.header) }));
    this.changed(key);
    return changed;
  }

  async changeAll(keys: readonly string[], change: (record: SessionRecord) => SessionRecord): Promise<Changed> {
    return this.#changedAll(await this.#shelf.changeAll(keys, change));
  }

  async remove(key: string): Promise<Result<void, StorageFailure | Locked>> {
    const marked = await this.#shelf.markDeleted(key, Date.now());
    if (!marked.ok) return fail(marked.error);
    this.#allowUndo([key], false);
    this.changed(key);
    return ok(undefined);
  }

  /** As one; locked ones stay. `isOld`: by the rule for old sessions. Returns those that are deleted. */
  async removeAll(keys: readonly string[], isOld = false): Promise<Changed> {
    const grace = isOld ? OLD_UNDO_MS - UNDO_MS : 0;
    const marked = await this.#shelf.markAllDeleted(keys, Date.now() + grace);
    if (marked.ok) this.#allowUndo(keysOf(marked.value), isOld);
    return this.#changedAll(marked);
  }

  async undo(keys: readonly string[]): Promise<Changed> {
    for (const key of keys) this.#undoable.delete(key);
    return this.#changedAll(await this.#shelf.restoreAll(keys));
  }

  #changedAll(changed: Changed): Changed {
    if (changed.ok) for (const { key } of changed.value) this.#announcements.tell(key);
    this.retold();
    return changed;
  }

  #allowUndo(keys: readonly string[], isOld: boolean): void {
    const batch = ++this.#batches;
    for (const key of keys) this.#undoable.set(key, { batch, isOld });
    setTimeout(() => void this.#purge(keys, batch), isOld ? OLD_UNDO_MS : UNDO_MS);
  }

  async #purge(keys: readonly string[], batch: number): Promise<void> {
    // Restored meanwhile, and perhaps deleted once more: that has a time of its own.
    const meant = keys.filter((key) => this.#undoable.get(key)?.batch === batch);
    for (const key of meant) this.#undoable.delete(key);
    if (meant.length > 0) await this.#shelf.purgeDeleted(meant);
    for (const key of meant) this.#announcements.tell(key);
    this.spaceChanged();
  }

  #deletedIn(sorted: readonly SessionRecord[]): readonly DeletedItem[] {
    const deleted: DeletedItem[] = [];
    let before: string | undefined;
    for (const { key, header, deletedAt } of sorted.toReversed()) {
      const undoable = this.#undoable.get(key);
      if (deletedAt === undefined) before = key;
      else if (undoable) deleted.push({ key, name: header.name, ...(before !== undefined && { before }), ...undoable });
    }
    return deleted.toReversed();
  }

  #tell(tell: (watch: Partial<ShelfWatch>) => void): void {
    for (const watch of this.#watches) tell(watch);
  }
}

/** `mine`: what this tab records of it. `isHeld`: some tab does. */
function itemOf(stored: SessionRecord, mine: SessionRecord | undefined, isHeld: boolean): ShelfItem {
  const { key, header, entries, bytes, lastAtMs, state, flaws, isLocked, recoveredAt } = stored;
  const recording = !mine ? (isHeld ? 'elsewhere' : undefined) : header.endedAt === undefined ? 'here' : 'paused';
  return {
    key,
    name: header.name,
    startedAt: header.startedAt,
    lengthMs: lastAtMs,
    entries,
    bytes,
    endpoint: header.connections[0]?.url ?? '',
    recovered: state === 'recovered',
    ...(state === 'recovered' && recoveredAt !== undefined && { recoveredAt: new Date(recoveredAt).toISOString() }),
    imported: state === 'imported',
    ...(flaws && { flaws }),
    tags: header.tags,
    isLocked: isLocked === true,
    notes: header.notes.length,
    cover: coverLine(header),
    ...(recording && { recording }),
  };
}

function coverLine({ cover }: SessionHeader): string {
  return (cover?.happened ?? cover?.expected ?? cover?.steps ?? '').slice(0, COVER_CHARACTERS);
}

function keysOf(records: readonly SessionRecord[]): readonly string[] {
  return records.map(({ key }) => key);
}
