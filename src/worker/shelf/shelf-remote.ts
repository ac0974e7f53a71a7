import type { Result } from '../../base/result.ts';
import type { ShelfHit } from '../../projections/shelf/hit.ts';
import type { Retention, RetentionRule } from '../../storage/settings.ts';
import type { FilterProblem, Progress } from '../remote.ts';

export type { Retention, RetentionRule, ShelfHit };

/** A session that matches. */
export type ShelfFound = {
  readonly key: string;
  /** The first ones. */
  readonly hits: readonly ShelfHit[];
  /** How many entries there are like these; 0 where only name, tag or endpoint were asked for. */
  readonly hitCount: number;
};

/** Told again and again while a search goes on: sessions as far as they were examined. */
export type ShelfSearch = {
  /** Grows at its end. */
  readonly found: readonly ShelfFound[];
  /** Of all that are found. */
  readonly hitCount: number;
  /** Sessions examined. */
  readonly progress: Progress;
  readonly elapsedMs: number;
  /** Nothing more will be told: all were examined, or it was cancelled. */
  readonly isOver: boolean;
  /** Names of sessions that could not be read to their end. */
  readonly unread: readonly string[];
};

export type OnFound = (search: ShelfSearch) => void | Promise<void>;

/** What concerns stored sessions beyond opening and naming them. All changes hold in every tab. */
export type ShelfRemote = {
  /**
   * Words of a name, tag, endpoint or event, `name:`, `tag:`, `endpoint:`, `event:` and "payload text"; all terms must
   * hold, with `-` before one it must not. A new search ends the one under way. Resolves when it is over and told; at once, with
   * the place, where the text cannot be read.
   */
  search(text: string, onfound: OnFound): Promise<Result<void, FilterProblem>>;
  cancelSearch(): Promise<void>;
  changeTags(keys: readonly string[], add: readonly string[], remove: readonly string[]): Promise<Result<void, string>>;
  setLocked(keys: readonly string[], isLocked: boolean): Promise<Result<void, string>>;
  /** Locked ones and those that are connected or recorded by another tab are left, and told. Undone as one for 10 s. */
  deleteSessions(
    keys: readonly string[],
  ): Promise<Result<{ readonly deleted: readonly string[]; readonly left: readonly string[] }, string>>;
  undoDelete(keys: readonly string[]): Promise<void>;
  setRetention(retention: Retention): Promise<Result<void, string>>;
  /** The rule for old sessions counts from today for these. */
  keepDue(keys: readonly string[]): Promise<Result<void, string>>;
  /** The session in view, which another tab records or has recorded on, as the disk has it now. */
  readAgain(): Promise<Result<void, string>>;
  /** Takes the mark off recovered sessions. */
  acknowledge(keys: readonly string[]): Promise<Result<void, string>>;
  /** Asks the browser not to throw the sessions away when space is short; true where it promises so. */
  askPersistence(): Promise<boolean>;
};
