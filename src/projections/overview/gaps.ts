import { endsConnection, reasonIn } from '../../session/connection-end.ts';
import type { ClientEvent } from '../../wire/wire-event.ts';
import { wholes } from './column.ts';
import { Spans } from './spans.ts';

/** The client ends the connection itself, or does not come back by itself. */
const WANTED: readonly string[] = ['io client disconnect', 'io server disconnect', 'forced close'];

/** Stretches in which a connection was lost: each ends when the next `open` arrives. */
export class Gaps extends Spans {
  readonly attempts = wholes();
  #isOpen = false;
  #isLeaving = false;

  opened(at: number): void {
    this.#isOpen = true;
    this.#end(at);
  }

  /** The person asked for it. */
  connects(): void {
    this.#isLeaving = false;
  }

  disconnects(at: number): void {
    this.#isLeaving = true;
    this.#isOpen = false;
    this.#end(at);
  }

  /** Whether this began a stretch: a loss is reported in several ways. */
  lost(at: number, seq: number): boolean {
    if (!this.#isOpen || this.#isLeaving) return false;
    this.#isOpen = false;
    this.add(at, seq);
    this.attempts.push(0);
    return true;
  }

  /** Whether this began a stretch. */
  client(event: ClientEvent, seq: number): boolean {
    const last = this.length - 1;
    if (endsConnection(event)) {
      if (WANTED.includes(reasonIn(event))) this.#isOpen = false;
      else return this.lost(event.at, seq);
    } else if (event.event === 'reconnect_attempt' && last >= 0 && this.isOpen(last)) {
      this.attempts.set(last, this.attempts.at(last) + 1);
    } else if (event.event === 'reconnect_failed') this.#end(event.at);
    return false;
  }

  #end(at: number): void {
    const last = this.length - 1;
    if (last >= 0 && this.isOpen(last)) this.close(last, at);
  }
}
