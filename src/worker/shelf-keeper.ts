import type { Result } from '../base/result.ts';
import type { SessionHeader } from '../session/header.ts';
import { openAnnouncements, type Announcements } from '../storage/announce.ts';
import type { StorageFailure } from '../storage/failure.ts';
import { livingSessions, recoverable } from '../storage/locks.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { ShelfItem, ShelfState } from './remote.ts';

const UNDO_MS = 10_000;
const ESTIMATE_MS = 3000;

/** The shelf as the page shows it: what is stored, who records it, what can still be undone. */
export class ShelfKeeper {
  readonly #shelf: Shelf;
  readonly #isMine: (key: string) => boolean;
  readonly #announcements: Announcements;
  /** Deleted by this tab and still to be undone. */
  readonly #undoable = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #onchange: () => void;
  #estimate: StorageEstimate = {};
  #estimatedAt = -Infinity;

  /** `isMine` tells what this tab records; `ontold`, what another tab has changed. */
  constructor(shelf: Shelf, isMine: (key: string) => boolean, onchange: () => void, ontold: (key: string) => void) {
    this.#shelf = shelf;
    this.#isMine = isMine;
    this.#onchange = onchange;
    this.#announcements = openAnnouncements((key) => {
      ontold(key);
      onchange();
    });
  }

  /** Marks what a dead tab left behind, and removes what was deleted long enough ago. */
  async tidy(now: number): Promise<void> {
    const living = await livingSessions(navigator.locks);
    for (const { key } of recoverable(await this.#shelf.list(), living)) {
      await this.#shelf.change(key, (record) => ({ ...record, state: 'recovered' }));
    }
    await this.#shelf.purgeTombstones(now - UNDO_MS);
  }

  async state(): Promise<ShelfState> {
    const [records, living, estimate] = await Promise.all([
      this.#shelf.list(),
      livingSessions(navigator.locks),
      this.#space(Date.now()),
    ]);
    const sorted = records.toSorted((a, b) => b.header.startedAt.localeCompare(a.header.startedAt));
    const kept = sorted.filter(({ deletedAt }) => deletedAt === undefined);
    const deleted = sorted.flatMap((record, i) => {
      if (record.deletedAt === undefined || !this.#undoable.has(record.key)) return [];
      const before = sorted.slice(i + 1).find(({ deletedAt }) => deletedAt === undefined)?.key;
      return [{ key: record.key, name: record.header.name, ...(before === undefined ? {} : { before }) }];
    });
    return {
      items: kept.map((record) => this.#item(record, living)),
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

  async rename(key: string, name: string): Promise<Result<SessionRecord, StorageFailure>> {
    const changed = await this.#shelf.change(key, (record) => ({ ...record, header: renamed(record.header, name) }));
    this.changed(key);
    return changed;
  }

  async remove(key: string): Promise<Result<SessionRecord, StorageFailure>> {
    const marked = await this.#shelf.markDeleted(key, Date.now());
    if (marked.ok)
      this.#undoable.set(
        key,
        setTimeout(() => void this.#purge(key), UNDO_MS),
      );
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
      this.#estimate = await navigator.storage.estimate();
    }
    return this.#estimate;
  }

  async #purge(key: string): Promise<void> {
    this.#undoable.delete(key);
    await this.#shelf.purge(key);
    this.changed(key);
  }

  #item({ key, header, entries, bytes, lastAtMs, state }: SessionRecord, living: ReadonlySet<string>): ShelfItem {
    const recording = this.#isMine(key) ? 'here' : living.has(key) ? 'elsewhere' : undefined;
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
      ...(recording ? { recording } : {}),
    };
  }
}

function renamed(header: SessionHeader, name: string): SessionHeader {
  return { ...header, name };
}
