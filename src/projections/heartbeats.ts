import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import { endsConnection } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import type { Heartbeat, HeartbeatsView } from './insight-view.ts';
import type { Projection } from './projection.ts';
import { rowIdOf } from './projection.ts';

const SHOWN = 200;

type Pulse = {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  /** Of the last ping, or of the `open` before the first. */
  lastAt: number;
  /** Position in the list of the ping that waits for its pong. */
  unanswered: number | undefined;
};

/** Engine.IO 4, where the server pings: how punctual it was, and how much was left to the deadline. */
export class Heartbeats implements Projection<HeartbeatsView> {
  readonly #all: Heartbeat[] = [];
  readonly #pulses = new Map<number, Pulse>();
  /** The channel that carries each connection's heartbeats, once it is no longer polling. */
  readonly #channels = new Map<number, number>();
  #worstMarginMs: number | undefined;

  step(entry: Entry): void {
    const { event } = entry;
    if (event.kind === 'client' && endsConnection(event)) this.#pulses.delete(event.conn);
    if (event.kind === 'closed') this.#closed(event.conn, event.chan);
    for (const packet of entry.packets) this.#packet(entry, packet);
  }

  view(): HeartbeatsView {
    return {
      count: this.#all.length,
      ...(this.#worstMarginMs === undefined ? {} : { worstMarginMs: this.#worstMarginMs }),
      latest: this.#all.slice(-SHOWN).reverse(),
      expected: [...this.#pulses].map(([conn, { lastAt, pingInterval, pingTimeout }]) => ({
        conn,
        lastAt,
        dueAt: lastAt + pingInterval,
        deadAt: lastAt + pingInterval + pingTimeout,
      })),
    };
  }

  /** The heartbeat whose ping stands in entry `seq`. */
  bySeq(seq: number): Heartbeat | undefined {
    let low = 0;
    let high = this.#all.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const heartbeat = this.#all[middle];
      if (!heartbeat) return undefined;
      if (heartbeat.row.seq === seq) return heartbeat;
      if (heartbeat.row.seq < seq) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /** A channel that carried heartbeats and is gone means that the engine session is over. */
  #closed(conn: number, chan: number): void {
    if (this.#channels.get(conn) === chan) this.#pulses.delete(conn);
  }

  #packet(entry: Entry, packet: Packet): void {
    const { engine, direction } = packet;
    if (!engine || engine.type === 'message') return;
    const { conn, at } = entry.event;
    if (entry.event.kind === 'frame' && engine.type !== 'noop' && !isProbe(engine.text)) {
      this.#channels.set(conn, entry.event.chan);
    }
    if (engine.type === 'open' && direction === 'received') {
      const handshake = decodeHandshake(engine.text);
      if (!handshake.ok) return;
      const { pingInterval, pingTimeout } = handshake.value;
      // A WebSocket that died in silence may close long after the next session has begun.
      if (entry.event.kind !== 'frame') this.#channels.delete(conn);
      this.#pulses.set(conn, { pingInterval, pingTimeout, lastAt: at, unanswered: undefined });
    } else if (engine.type === 'ping' && direction === 'received' && !isProbe(engine.text)) this.#ping(entry, packet);
    else if (engine.type === 'pong' && direction === 'sent') this.#pong(conn, at);
  }

  #ping(entry: Entry, packet: Packet): void {
    const { conn, at } = entry.event;
    const pulse = this.#pulses.get(conn);
    if (!pulse) return;
    const intervalMs = at - pulse.lastAt;
    const marginMs = pulse.pingInterval + pulse.pingTimeout - intervalMs;
    pulse.lastAt = at;
    pulse.unanswered = this.#all.length;
    this.#worstMarginMs = Math.min(this.#worstMarginMs ?? marginMs, marginMs);
    this.#all.push({
      number: this.#all.length + 1,
      row: rowIdOf(entry, packet),
      conn,
      at,
      intervalMs,
      lateMs: intervalMs - pulse.pingInterval,
      marginMs,
    });
  }

  #pong(conn: number, at: number): void {
    const pulse = this.#pulses.get(conn);
    if (pulse?.unanswered === undefined) return;
    const heartbeat = this.#all[pulse.unanswered];
    if (heartbeat) this.#all[pulse.unanswered] = { ...heartbeat, answeredMs: at - heartbeat.at };
    pulse.unanswered = undefined;
  }
}

function isProbe(text: string): boolean {
  return text === 'probe';
}
