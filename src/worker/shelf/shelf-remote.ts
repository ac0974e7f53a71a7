import type { Result } from '../../base/result.ts';
import type { Direction } from '../../wire/wire-event.ts';
import type { FilterProblem, Progress } from '../remote.ts';

/** What happens to recordings older than `days`: nothing, a question on the shelf, or they are deleted. */
export type Retention = { readonly rule: 'keep' | 'ask' | 'delete'; readonly days: number };

/** An entry that a search found. */
export type ShelfHit = {
  readonly seq: number;
  /** ms of its session. */
  readonly at: number;
  readonly direction?: Direction;
  /** The event's name, or what kind of entry it is. */
  readonly title: string;
  /** A stretch of its text around what was found. */
  readonly text: string;
  /** What was found, in characters of `text`; empty where the event's name was. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
};

/** A session that matches. */
export type ShelfFound = {
  readonly key: string;
  /** The first ones. */
  readonly hits: readonly ShelfHit[];
  /** All of them; 0 where only name, tag or endpoint were asked for. */
  readonly hitCount: number;
};

/** Told again and again while a search goes on: sessions as far as they were examined. */
export type ShelfSearch = {
  readonly found: readonly ShelfFound[];
  /** Sessions examined. */
  readonly progress: Progress;
  readonly elapsedMs: number;
  readonly isOver: boolean;
};

/** What concerns stored sessions beyond opening and naming them. All changes hold in every tab. */
export type ShelfRemote = {
  /**
   * Words of `name`, `tag:`, `endpoint:`, `event:` and "payload text"; all terms must hold. A new search ends the one
   * under way. The failure tells where the text cannot be read.
   */
  search(text: string, onfound: (search: ShelfSearch) => void): Promise<Result<void, FilterProblem>>;
  cancelSearch(): Promise<void>;
  changeTags(keys: readonly string[], add: readonly string[], remove: readonly string[]): Promise<Result<void, string>>;
  setLocked(keys: readonly string[], isLocked: boolean): Promise<Result<void, string>>;
  /** Locked and recording ones are left, and told. Undone as one for 10 s. */
  deleteSessions(
    keys: readonly string[],
  ): Promise<Result<{ readonly deleted: readonly string[]; readonly left: readonly string[] }, string>>;
  undoDelete(keys: readonly string[]): Promise<void>;
  retention(): Promise<Retention>;
  setRetention(retention: Retention): Promise<Result<void, string>>;
  /** Asks the browser not to throw the sessions away when space is short; true where it promises so. */
  askPersistence(): Promise<boolean>;
};
