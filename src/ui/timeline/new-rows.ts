import type { SessionState } from '../../worker/remote.ts';

/** Counts the rows that came since the reader stopped following. */
export class NewRows {
  #since = { generation: -1, shown: 0 };

  /** Gives the same number for the same arguments, however often it is asked. */
  count(session: SessionState | undefined, isFollowing: boolean): number {
    if (!session) return 0;
    const { generation, shown } = session;
    const isGrowing = session.mode === 'live' && session.filtering === undefined;
    if (isFollowing || !isGrowing || generation !== this.#since.generation) this.#since = { generation, shown };
    return Math.max(0, shown - this.#since.shown);
  }
}
