import type { SessionSource } from '../../session/session-source.ts';
import { pause } from '../pause.ts';
import type { Progress } from '../remote.ts';
import type { IsCancelled } from './turns.ts';

type OnProgress = (progress: Progress) => void;

/** What a long work tells while it goes on, and how it hears that it is no longer wanted. */
export type Watch = { readonly onprogress: OnProgress; readonly isCancelled: IsCancelled };

/** A message for each piece of a big file would keep the page busy with nothing else. */
const TELL_MS = 100;

/** One progress of a work that goes over the same session several times. */
export class Steps {
  readonly #onprogress: OnProgress;
  readonly #count: number;
  #step = -1;
  #most = 0;
  #toldAt = -Infinity;

  constructor(onprogress: OnProgress, count: number) {
    this.#onprogress = onprogress;
    this.#count = count;
  }

  next(): OnProgress {
    const step = ++this.#step;
    return ({ done, total }) => {
      // A writer may go back in the session.
      this.#most = Math.max(this.#most, step * total + done);
      const now = performance.now();
      if (now - this.#toldAt < TELL_MS) return;
      this.#toldAt = now;
      this.#onprogress({ done: this.#most, total: this.#count * total });
    };
  }
}

/** Tells how far its reading is, lets other tasks have the thread, and ends early where it is cancelled. */
export function watched(source: SessionSource, { onprogress, isCancelled }: Watch): SessionSource {
  const { header, entries } = source;
  return {
    header,
    entries,
    async *read(from) {
      for await (const batch of source.read(from)) {
        if (isCancelled()) return;
        yield batch;
        onprogress({ done: batch.firstSeq + batch.events.length, total: entries });
        await pause();
      }
    },
  };
}
