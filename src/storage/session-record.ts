import type { SessionHeader } from '../session/header.ts';

/** What was wrong with the file that a session came in: how many problems, and the first in a sentence each. */
export type ImportFlaws = { readonly count: number; readonly sentences: readonly string[] };

/** What the shelf keeps of a session besides its chunks. */
export type SessionRecord = {
  /** Names the session on this shelf. A header's `id` may come twice, when a file is imported twice. */
  readonly key: string;
  readonly header: SessionHeader;
  readonly entries: number;
  /** Characters and bytes of all payloads. */
  readonly bytes: number;
  /** `at` of the last entry, in ms. */
  readonly lastAtMs: number;
  /**
   * `recovered`: its tab ended without ending the recording. `importing`: a file is on its way in; where its tab ended,
   * half a session is none and is removed.
   */
  readonly state: 'recording' | 'ended' | 'recovered' | 'imported' | 'importing';
  /** Of a file that could not be read without problems. */
  readonly flaws?: ImportFlaws;
  /** Nothing deletes it before it is unlocked. */
  readonly isLocked?: true;
  /** Milliseconds since the epoch: when it was noticed that its tab had ended. */
  readonly recoveredAt?: number;
  /** Milliseconds since the epoch: when a person last said that it is to be kept, though it is old. */
  readonly keptAt?: number;
  /** Milliseconds since the epoch. Deleted, but its chunks are still there so that it can be undone. */
  readonly deletedAt?: number;
};

/** To sort by when they began. Times of one form sort as text; what knows of languages takes ten times as long. */
export function newestFirst({ header: { startedAt: a } }: SessionRecord, { header: { startedAt: b } }: SessionRecord) {
  return a === b ? 0 : a < b ? 1 : -1;
}
