import type { Direction } from '../../wire/wire-event.ts';
import { times, wholes } from './column.ts';
import { Spans } from './spans.ts';

/** Attempts to move from polling to a channel: from the probe to the `upgrade` packet, or to the failure. */
export class Upgrades extends Spans {
  readonly answeredAt = times();
  readonly upgradedAt = times();
  /** Since when the Engine.IO session is open. */
  readonly openAt = times();
  readonly chan = wholes();
  done = 0;
  failed = 0;
  #current: number | undefined;

  probe(at: number, seq: number, chan: number, openAt: number): void {
    this.#current = this.add(at, seq);
    this.answeredAt.push(NaN);
    this.upgradedAt.push(NaN);
    this.openAt.push(openAt);
    this.chan.push(chan);
  }

  answer(at: number, direction: Direction): void {
    if (this.#current !== undefined && direction === 'received') this.answeredAt.set(this.#current, at);
  }

  upgraded(at: number): void {
    if (this.#current === undefined) return;
    this.upgradedAt.set(this.#current, at);
    this.close(this.#current, at);
    this.#current = undefined;
    this.done++;
  }

  /** `chan` is gone; whether it was being probed. */
  lost(at: number, chan: number): void {
    if (this.#current === undefined || this.chan.at(this.#current) !== chan) return;
    this.close(this.#current, at);
    this.#current = undefined;
    this.failed++;
  }

  /** A WebSocket that did not open while the session was polling was to be the upgrade's. */
  neverOpened(): void {
    this.failed++;
  }
}
