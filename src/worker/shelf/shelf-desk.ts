import { fail, ok, type Result } from '../../base/result.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { SessionRecord } from '../../storage/session-record.ts';
import { isRetention, writeRetention, type Retention } from '../../storage/settings.ts';
import type { Bench } from '../bench.ts';
import { heldSessions } from '../held-sessions.ts';
import type { FilterProblem } from '../remote.ts';
import { sentenceOf } from '../storage-words.ts';
import { IndexKeeper } from './index-keeper.ts';
import { RetentionKeeper } from './retention-keeper.ts';
import { ShelfSearcher } from './shelf-searcher.ts';
import type { OnFound, ShelfRemote } from './shelf-remote.ts';
import { changedTags } from './tags.ts';

type Deletion = { readonly deleted: readonly string[]; readonly left: readonly string[] };

export class ShelfDesk implements ShelfRemote {
  readonly #bench: Bench;
  readonly #searcher: ShelfSearcher;
  readonly #retention: RetentionKeeper;

  constructor(bench: Bench) {
    this.#bench = bench;
    const indexes = new IndexKeeper(bench);
    this.#searcher = new ShelfSearcher(bench, indexes);
    this.#retention = new RetentionKeeper(bench);
    this.#retention.start();
    indexes.start();
  }

  search(text: string, onfound: OnFound): Promise<Result<void, FilterProblem>> {
    return this.#searcher.search(text, onfound);
  }

  async cancelSearch(): Promise<void> {
    this.#searcher.cancel();
  }

  async changeTags(
    keys: readonly string[],
    add: readonly string[],
    remove: readonly string[],
  ): Promise<Result<void, string>> {
    const tagged = (record: SessionRecord): SessionRecord => ({
      ...record,
      header: { ...record.header, tags: changedTags(record.header.tags, add, remove) },
    });
    // On a full disk the shelf does not know a session yet: it learns of the tags with the rest.
    for (const key of keys) {
      const live = this.#bench.recordings.get(key);
      if (live?.writer.uncreated) live.take(tagged(live.record).header);
    }
    const changed = told(await this.#bench.keeper.changeAll(keys, tagged));
    for (const key of keys) {
      const isShown = this.#bench.recordings.get(key) ?? this.#bench.views.current?.key === key;
      if (isShown) await this.#bench.views.refreshHeader(key);
    }
    return changed;
  }

  async setLocked(keys: readonly string[], isLocked: boolean): Promise<Result<void, string>> {
    return told(
      await this.#bench.keeper.changeAll(keys, ({ isLocked: _, ...record }) => ({
        ...record,
        ...(isLocked && { isLocked }),
      })),
    );
  }

  async deleteSessions(keys: readonly string[]): Promise<Result<Deletion, string>> {
    const { recordings, keeper, shelf, views } = this.#bench;
    const held = (await heldSessions()) ?? new Set();
    const locked = new Set((await shelf.list()).filter(({ isLocked }) => isLocked).map(({ key }) => key));
    const meant = keys.filter((key) => {
      const live = recordings.get(key);
      return !locked.has(key) && (live ? !live.isBusy : !held.has(key));
    });
    for (const key of meant) {
      const live = recordings.get(key);
      if (live) await recordings.end(live);
    }
    const removed = await keeper.removeAll(meant);
    if (!removed.ok) return fail(sentenceOf(removed.error));
    const deleted = removed.value.map(({ key }) => key);
    if (views.current && deleted.includes(views.current.key)) views.showNothing();
    return ok({ deleted, left: keys.filter((key) => !deleted.includes(key)) });
  }

  async undoDelete(keys: readonly string[]): Promise<void> {
    await this.#bench.keeper.undo(keys);
  }

  async setRetention(retention: Retention): Promise<Result<void, string>> {
    if (!isRetention(retention)) return fail('A rule for old sessions needs a number of days, 1 or more.');
    const written = told(await writeRetention(this.#bench.database, retention));
    if (written.ok) this.#bench.keeper.settingsChanged();
    return written;
  }

  async keepDue(keys: readonly string[]): Promise<Result<void, string>> {
    const keptAt = Date.now();
    return told(await this.#bench.keeper.changeAll(keys, (record) => ({ ...record, keptAt })));
  }

  async readAgain(): Promise<Result<void, string>> {
    const { views } = this.#bench;
    return views.current && !views.current.live ? views.showStored(views.current.key) : ok(undefined);
  }

  async acknowledge(keys: readonly string[]): Promise<Result<void, string>> {
    return told(
      await this.#bench.keeper.changeAll(keys, (record) =>
        record.state === 'recovered' ? { ...record, state: 'ended' } : record,
      ),
    );
  }

  async askPersistence(): Promise<boolean> {
    // Kept by the browser for secure contexts.
    if (!('storage' in navigator) || !navigator.storage.persist) return false;
    const isPersisted = await navigator.storage.persist();
    this.#bench.keeper.spaceChanged();
    return isPersisted;
  }
}

function told(outcome: Result<unknown, StorageFailure>): Result<void, string> {
  return outcome.ok ? ok(undefined) : fail(sentenceOf(outcome.error));
}
