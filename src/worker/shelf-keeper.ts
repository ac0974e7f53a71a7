import type { Result } from '../base/result.ts';
import type { SessionHeader } from '../session/header.ts';
import { openAnnouncements, type Announcements } from '../storage/announce.ts';
import type { StorageFailure } from '../storage/failure.ts';
import { recoverable } from '../storage/locks.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';
import { heldSessions } from './held-sessions.ts';
import type { ShelfItem, ShelfState } from './remote.ts';

const UNDO_MS = 10_000;
const ESTIMATE_MS = 3000;
const COVER_CHARACTERS = 200;

/** The shelf as the page shows it: what is stored, who records it, what can still be undone. */
export class ShelfKeeper {
  readonly #shelf: Shelf;
  readonly #mine: () => readonly SessionRecord[];
  readonly #announcements: Announcements;
  /** Deleted by this tab and still to be undone. */
  readonly #undoable = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #onchange: () => void;
  #estimate: StorageEstimate = {};
  #estimatedAt = -Infinity;

  /** `mine` tells what this tab records; `ontold` hears what another tab has changed. */
  constructor(shelf: Shelf, mine: () => readonly SessionRecord[], onchange: () => void, ontold: (key: string) => void) {
    this.#shelf = shelf;
    this.#mine = mine;
    this.#onchange = onchange;
    this.#announcements = openAnnouncements({
      onchange(key) {
        ontold(key);
        onchange();
      },
    });
  }

  /** Marks what a dead tab left behind, and removes what was deleted long enough ago. */
  async tidy(now: number): Promise<void> {
    const living = await heldSessions();
    for (const { key } of living ? recoverable(await this.#shelf.list(), living) : []) {
      // One that was disconnected in time is whole, even if its tab was closed with it in view.
      const stateOf = ({ header }: SessionRecord) => (header.endedAt === undefined ? 'recovered' : 'ended');
      await this.#shelf.change(key, (record) => ({ ...record, state: stateOf(record) }));
    }
    await this.#shelf.purgeTombstones(now - UNDO_MS);
  }

  async state(): Promise<ShelfState> {
    const [records, living, estimate] = await Promise.all([
      this.#shelf.list(),
      heldSessions(),
      this.#space(Date.now()),
    ]);
    const known = new Set(records.map(({ key }) => key));
    // One that began on a full disk is not on the shelf yet.
    const unknown = this.#mine().filter(({ key }) => !known.has(key));
    const sorted = [...records, ...unknown].toSorted((a, b) => b.header.startedAt.localeCompare(a.header.startedAt));
    const kept = sorted.filter(({ deletedAt }) => deletedAt === undefined);
    const deleted = sorted.flatMap((record, i) => {
      if (record.deletedAt === undefined || !this.#undoable.has(record.key)) return [];
      const before = sorted.slice(i + 1).find(({ deletedAt }) => deletedAt === undefined)?.key;
      return [{ key: record.key, name: record.header.name, ...(before === undefined ? {} : { before }) }];
    });
    return {
      items: kept.map((record) => this.#item(record, living ?? new Set())),
      deleted,
      ...(estimate.usage === undefined ? {} : { usedBytes: estimate.usage }),
      ...(estimate.quota === undefined ? {} : { quotaBytes: estimate.quota }),
    };
  }

  /** The record of `key` came or changed by this tab. */
  changed(key: string): void {
    this.#announcements.tell(key);
    this.#onchange();
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

  async remove(key: string): Promise<Result<SessionRecord, StorageFailure>> {
    const marked = await this.#shelf.markDeleted(key, Date.now());
    if (marked.ok) {
      // Deleted twice in a row, the first time's purge would come in spite of an undo.
      clearTimeout(this.#undoable.get(key));
      const purge = setTimeout(() => void this.#purge(key), UNDO_MS);
      this.#undoable.set(key, purge);
    }
    this.changed(key);
    return marked;
  }

  async undo(key: string): Promise<void> {
    clearTimeout(this.#undoable.get(key));
    this.#undoable.delete(key);
    await this.#shelf.restore(key);
    this.changed(key);
  }

  /** The browser adds up files for this, so it is not asked each time. */
  async #space(now: number): Promise<StorageEstimate> {
    if (now - this.#estimatedAt > ESTIMATE_MS) {
      this.#estimatedAt = now;
      // Kept by the browser for secure contexts.
      this.#estimate = 'storage' in navigator ? await navigator.storage.estimate() : {};
    }
    return this.#estimate;
  }

  async #purge(key: string): Promise<void> {
    this.#undoable.delete(key);
    await this.#shelf.purgeDeleted(key);
    this.changed(key);
  }

  #item(
    { key, header, entries, bytes, lastAtMs, state, isLocked }: SessionRecord,
    living: ReadonlySet<string>,
  ): ShelfItem {
    const isMine = this.#mine().some((record) => record.key === key);
    const mine = header.endedAt === undefined ? 'here' : 'paused';
    const recording = isMine ? mine : living.has(key) ? 'elsewhere' : undefined;
    return {
      key,
      name: header.name,
      startedAt: header.startedAt,
      lengthMs: lastAtMs,
      entries,
      bytes,
      endpoint: header.connections[0]?.url ?? '',
      recovered: state === 'recovered',
      imported: state === 'imported',
      tags: header.tags,
      isLocked: isLocked === true,
      notes: header.notes.length,
      cover: coverLine(header),
      ...(recording ? { recording } : {}),
    };
  }
}

function coverLine({ cover }: SessionHeader): string {
  return (cover?.happened ?? cover?.expected ?? cover?.steps ?? '').slice(0, COVER_CHARACTERS);
}
