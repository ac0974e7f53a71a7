/** What of a session can be found without reading its chunks. */
export type SessionIndex = {
  /** The session's key. */
  readonly key: string;
  /** How many entries it covers: behind the record's count, it is to be made anew. */
  readonly entries: number;
  readonly events: readonly IndexedEvent[];
};

export type IndexedEvent = {
  readonly name: string;
  readonly count: number;
  /** The first entries that carry it, a few only. */
  readonly seqs: readonly number[];
};
