import type { Failed, Request, Response } from '../../wire/wire-event.ts';
import { Spans } from './spans.ts';

export const POLL_FAILED = 1;
/** The connection ended before an answer came. */
export const POLL_ABANDONED = 2;

/** The polling requests of a connection, from the question to the answer. */
export class Exchanges {
  readonly gets = new Spans();
  readonly posts = new Spans();
  failed = 0;
  readonly #open = new Map<number, { readonly spans: Spans; readonly index: number }>();

  asked({ at, chan, method }: Request, seq: number): void {
    const spans = method === 'GET' ? this.gets : this.posts;
    this.#open.set(chan, { spans, index: spans.add(at, seq) });
  }

  answered({ at, chan, status }: Response): void {
    this.#end(chan, at, status >= 200 && status < 300 ? 0 : POLL_FAILED);
  }

  /** `isWanted`: the person disconnects, which ends a pending request so, too. */
  broke({ at, chan }: Failed, isWanted: boolean): void {
    this.#end(chan, at, isWanted ? POLL_ABANDONED : POLL_FAILED);
  }

  abandon(at: number): void {
    for (const { spans, index } of this.#open.values()) spans.close(index, at, POLL_ABANDONED);
    this.#open.clear();
  }

  #end(chan: number, at: number, flag: number): void {
    const asked = this.#open.get(chan);
    if (!asked) return;
    asked.spans.close(asked.index, at, flag);
    this.#open.delete(chan);
    if (flag === POLL_FAILED) this.failed++;
  }
}
