import type { Handshake } from '../../protocol/engineio/packet.ts';
import type { Direction } from '../../wire/wire-event.ts';
import { times } from './column.ts';
import { Spans } from './spans.ts';

/**
 * Heartbeats, each with the window from the moment it is due (`start`) to the moment that silence means death (`end`,
 * cut where the connection ended). Where the client pings, the pong is what is due, from the ping on.
 */
export class Beats extends Spans {
  /** NaN for a ping that did not come. */
  readonly pingAt = times();
  readonly pongAt = times();
  /** Pings that came. */
  pinged = 0;
  #pulse: Pick<Handshake, 'pingInterval' | 'pingTimeout'> | undefined;
  #serverPings = true;
  /** A server's ping is awaited: it stands last. */
  #isAwaiting = false;

  opened(at: number, seq: number, handshake: Handshake, serverPings: boolean): void {
    this.stop(at);
    this.#pulse = handshake;
    this.#serverPings = serverPings;
    if (serverPings) this.#await(at, seq);
  }

  ping(at: number, seq: number, direction: Direction): void {
    if (!this.#pulse || this.#serverPings !== (direction === 'received')) return;
    this.pinged++;
    if (!this.#serverPings) {
      this.#add(at, at + this.#pulse.pingTimeout, seq, at);
      return;
    }
    this.pingAt.set(this.length - 1, at);
    this.seq.set(this.length - 1, seq);
    this.#await(at, seq);
  }

  pong(at: number, direction: Direction): void {
    if (!this.#pulse || this.#serverPings !== (direction === 'sent')) return;
    const index = this.length - (this.#isAwaiting ? 2 : 1);
    if (index >= 0 && Number.isNaN(this.pongAt.at(index))) this.pongAt.set(index, at);
  }

  /** Nothing is due any more. */
  stop(at: number): void {
    const last = this.length - 1;
    if (this.#isAwaiting && this.start.at(last) >= at) this.dropLast();
    else if (last >= 0 && this.end.at(last) > at) this.end.set(last, Math.max(at, this.start.at(last)));
    // Of a ping that came just before the end, too, the window is cut.
    const before = this.length - 1;
    if (before >= 0 && this.end.at(before) > at) this.end.set(before, Math.max(at, this.start.at(before)));
    this.#isAwaiting = false;
    this.#pulse = undefined;
  }

  override dropLast(): void {
    super.dropLast();
    this.pingAt.pop();
    this.pongAt.pop();
  }

  #await(at: number, seq: number): void {
    if (!this.#pulse) return;
    const dueAt = at + this.#pulse.pingInterval;
    this.#add(dueAt, dueAt + this.#pulse.pingTimeout, seq, NaN);
    this.#isAwaiting = true;
  }

  #add(dueAt: number, deadAt: number, seq: number, pingAt: number): void {
    // A server that pings too early would put windows out of order.
    const before = this.start.at(this.length - 1);
    this.add(before > dueAt ? before : dueAt, seq, deadAt);
    this.pingAt.push(pingAt);
    this.pongAt.push(NaN);
  }
}
