import type { Closed, Failed, Frame, Opened } from '../../wire/wire-event.ts';
import { times, wholes } from './column.ts';
import { Spans } from './spans.ts';

export const WEBTRANSPORT = 1;
/** It ended without a close frame. */
export const CUT = 2;
/** It never opened, or broke. */
export const BROKE = 4;

/** The WebSockets and WebTransport streams of a connection; each starts when the client turned to it. */
export class Channels extends Spans {
  /** NaN for one that never opened. */
  readonly openedAt = times();
  readonly frames = wholes();
  readonly #open = new Map<number, number>();
  /** The channel of the last frame, which nearly always is that of the next. */
  #chan = -1;
  #index = -1;

  opened({ at, chan, via }: Opened | Frame, seq: number, since: number): void {
    this.#begin(chan, Math.min(since, at), at, seq, via === 'webtransport' ? WEBTRANSPORT : 0);
  }

  frame(event: Frame, seq: number): void {
    if (event.chan !== this.#chan) {
      // Of a capture that began later than the channel.
      if (!this.#open.has(event.chan)) this.opened(event, seq, event.at);
      this.#chan = event.chan;
      this.#index = this.#open.get(event.chan) ?? 0;
    }
    this.frames.set(this.#index, this.frames.at(this.#index) + 1);
  }

  ended(event: Closed | Failed, seq: number, since: number): void {
    const { chan, at, via } = event;
    // Browsers report a WebSocket that failed twice: it fails, then it closes.
    const isFirst = !this.#open.has(chan);
    if (isFirst && event.kind === 'closed') return;
    if (isFirst) this.#begin(chan, Math.min(since, at), NaN, seq, via === 'webtransport' ? WEBTRANSPORT : 0);
    const index = this.#open.get(chan) ?? 0;
    const how = event.kind === 'failed' ? BROKE : event.clean ? 0 : CUT;
    const flag = this.flag.at(index) | how;
    this.close(index, this.isOpen(index) ? at : this.end.at(index), flag);
    if (event.kind === 'failed') return;
    this.#open.delete(chan);
    if (this.#chan === chan) this.#chan = -1;
  }

  #begin(chan: number, start: number, openedAt: number, seq: number, flag: number): void {
    this.#open.set(chan, this.add(start, seq, NaN, flag));
    this.openedAt.push(openedAt);
    this.frames.push(0);
  }
}
