import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import { endsConnection } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import { Protocols } from '../session/protocols.ts';
import type { ExpectedHeartbeat, Heartbeat, HeartbeatsView } from './insight-view.ts';
import type { Projection } from './projection.ts';
import { rowIdOf } from './projection.ts';

const SHOWN = 200;

type Pulse = {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  readonly pingedBy: 'server' | 'client';
  /** Of the last ping, or of the `open` before the first. */
  lastAt: number;
  /** Since when the pinger's timer runs to the next ping: a client starts it at the pong. */
  timerAt: number;
  /** Position in the list of the ping that waits for its pong. */
  unanswered: number | undefined;
};

/**
 * In Engine.IO 4 the server pings: how punctual it was, and how much was left to the deadline. In Engine.IO 3 the client
 * does, and the time to the server's pong is a round trip.
 */
export class Heartbeats implements Projection<HeartbeatsView> {
  readonly #all: Heartbeat[] = [];
  readonly #pulses = new Map<number, Pulse>();
  /** The channel that carries each connection's heartbeats, once it is no longer polling. */
  readonly #channels = new Map<number, number>();
  readonly #protocols: Protocols;
  #worstMarginMs: number | undefined;

  constructor(protocols = new Protocols()) {
    this.#protocols = protocols;
  }

  step(entry: Entry): void {
    const { event } = entry;
    if (event.probe !== undefined) return;
    if (event.kind === 'client' && endsConnection(event)) this.#pulses.delete(event.conn);
    if (event.kind === 'closed') this.#closed(event.conn, event.chan);
    for (const packet of entry.packets) this.#packet(entry, packet);
  }

  view(): HeartbeatsView {
    return {
      count: this.#all.length,
      ...(this.#worstMarginMs === undefined ? {} : { worstMarginMs: this.#worstMarginMs }),
      latest: this.#all.slice(-SHOWN).reverse(),
      expected: [...this.#pulses].map(([conn, pulse]) => expectedAfter(conn, pulse)),
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
    const { conn } = entry.event;
    // An `open` that the client sends over WebTransport may be the beginning of a probe.
    const isOpenSent = engine.type === 'open' && direction === 'sent';
    if (entry.event.kind === 'frame' && engine.type !== 'noop' && !isProbe(engine.text) && !isOpenSent) {
      this.#channels.set(conn, entry.event.chan);
    }
    if (engine.type === 'open' && direction === 'received') this.#opened(entry, engine.text);
    else if (engine.type === 'ping' && !isProbe(engine.text)) this.#ping(entry, packet);
    else if (engine.type === 'pong' && !isProbe(engine.text)) this.#pong(entry, packet);
  }

  #opened({ seq, event }: Entry, text: string): void {
    const handshake = decodeHandshake(text);
    if (!handshake.ok) return;
    const { conn, at } = event;
    const { pingInterval, pingTimeout } = handshake.value;
    // A WebSocket that died in silence may close long after the next session has begun.
    if (event.kind !== 'frame') this.#channels.delete(conn);
    const pingedBy = this.#protocols.of(seq, event).engine.serverPings ? 'server' : 'client';
    const times = { lastAt: at, timerAt: at, unanswered: undefined };
    this.#pulses.set(conn, { pingInterval, pingTimeout, pingedBy, ...times });
  }

  #ping(entry: Entry, packet: Packet): void {
    const { conn, at } = entry.event;
    const pulse = this.#pulses.get(conn);
    if (!pulse || (pulse.pingedBy === 'client') !== (packet.direction === 'sent')) return;
    const intervalMs = at - pulse.lastAt;
    const marginMs = pulse.pingInterval + pulse.pingTimeout - intervalMs;
    const lateMs = at - pulse.timerAt - pulse.pingInterval;
    pulse.lastAt = at;
    pulse.timerAt = at;
    pulse.unanswered = this.#all.length;
    this.#worstMarginMs = Math.min(this.#worstMarginMs ?? marginMs, marginMs);
    this.#all.push({
      number: this.#all.length + 1,
      row: rowIdOf(entry, packet),
      conn,
      at,
      pingedBy: pulse.pingedBy,
      intervalMs,
      lateMs,
      marginMs,
    });
  }

  #pong({ event }: Entry, { direction }: Packet): void {
    const pulse = this.#pulses.get(event.conn);
    if (pulse?.unanswered === undefined || (pulse.pingedBy === 'client') !== (direction === 'received')) return;
    const heartbeat = this.#all[pulse.unanswered];
    const tookMs = event.at - pulse.lastAt;
    if (heartbeat) {
      const took = pulse.pingedBy === 'client' ? { roundTripMs: tookMs } : { answeredMs: tookMs };
      this.#all[pulse.unanswered] = { ...heartbeat, ...took };
    }
    pulse.unanswered = undefined;
    if (pulse.pingedBy === 'client') pulse.timerAt = event.at;
  }
}

/** A client gives its ping `pingTimeout` to be answered; whoever waits for a ping, both times together. */
function expectedAfter(conn: number, pulse: Pulse): ExpectedHeartbeat {
  const { pingedBy, lastAt, timerAt, pingInterval, pingTimeout, unanswered } = pulse;
  if (pingedBy === 'client' && unanswered !== undefined) {
    const deadAt = lastAt + pingTimeout;
    return { conn, awaited: 'pong', lastAt, dueAt: deadAt, deadAt };
  }
  return {
    conn,
    awaited: 'ping',
    lastAt: timerAt,
    dueAt: timerAt + pingInterval,
    deadAt: lastAt + pingInterval + pingTimeout,
  };
}

function isProbe(text: string): boolean {
  return text === 'probe';
}
