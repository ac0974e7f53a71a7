import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import { endsConnection, reasonIn } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import { Protocols } from '../session/protocols.ts';
import { Absences } from './absences.ts';
import { HeartbeatColumns } from './heartbeat-columns.ts';
import type { ExpectedHeartbeat, Heartbeat, HeartbeatsView, Rhythm } from './heartbeats-view.ts';
import type { Projection } from './projection.ts';
import { rowIdOf } from './projection.ts';

const LISTED = 200;
const PLOTTED = 2000;
/** Timers and networks jitter: a ping is called late beyond this share of its interval. */
const LATE_SHARE = 0.1;

type Pulse = Rhythm & {
  /** Of the last ping, or of the `open` before the first. */
  lastAt: number;
  /** Since when the pinger's timer runs to the next ping: a client starts it at the pong. */
  timerAt: number;
  /** Place of the ping that waits for its pong. */
  unanswered: number | undefined;
};

/** What there is of one connection, over all its engine sessions. */
type Tally = {
  count: number;
  late: number;
  missed: number;
  worstMarginMs: number | undefined;
  /** Place of the newest. */
  last: number | undefined;
  rhythm: Rhythm | undefined;
};

type Listed = Pick<HeartbeatsView, 'latest' | 'points'> & { readonly conn: number | undefined };

/**
 * In Engine.IO 4 the server pings: how punctual it was, and how much was left to the deadline. In Engine.IO 3 the client
 * does, and the time to the server's pong is a round trip.
 */
export class Heartbeats implements Projection<HeartbeatsView> {
  readonly #columns = new HeartbeatColumns();
  readonly #absences = new Absences();
  readonly #pulses = new Map<number, Pulse>();
  readonly #tallies = new Map<number, Tally>();
  /** The channel that carries each connection's heartbeats, once it is no longer polling. */
  readonly #channels = new Map<number, number>();
  readonly #protocols: Protocols;
  #rhythm: Rhythm | undefined;
  /** What the last view listed: most views come without a new heartbeat. */
  #listed: Listed | undefined;

  constructor(protocols = new Protocols()) {
    this.#protocols = protocols;
  }

  step(entry: Entry): void {
    const { event } = entry;
    if (event.probe !== undefined) return;
    if (event.kind === 'client' || event.kind === 'user') this.#absences.step(entry);
    if (event.kind === 'client' && endsConnection(event)) this.#end(entry, reasonIn(event) === 'ping timeout');
    // A channel that carried heartbeats and is gone means that the engine session is over.
    if (event.kind === 'closed' && this.#channels.get(event.conn) === event.chan) this.#end(entry, false);
    for (const packet of entry.packets) this.#packet(entry, packet);
  }

  view(conn?: number): HeartbeatsView {
    const tallies = conn === undefined ? [...this.#tallies.values()] : [this.#tallies.get(conn) ?? newTally()];
    const worst = Math.min(...tallies.map(({ worstMarginMs }) => worstMarginMs ?? Infinity));
    const rhythm = conn === undefined ? this.#rhythm : tallies[0]?.rhythm;
    const pulses = [...this.#pulses].filter(([of]) => conn === undefined || of === conn);
    const listed = this.#listed && this.#listed.conn === conn ? this.#listed : this.#list(conn);
    this.#listed = listed;
    return {
      count: sum(tallies.map(({ count }) => count)),
      late: sum(tallies.map(({ late }) => late)),
      missed: sum(tallies.map(({ missed }) => missed)),
      ...(worst === Infinity ? {} : { worstMarginMs: worst }),
      latest: listed.latest,
      expected: pulses.map(([of, pulse]) => expectedAfter(of, pulse)),
      ...(rhythm && { rhythm }),
      points: listed.points,
      absences: this.#absences.view(conn),
    };
  }

  /** The heartbeat whose ping stands in entry `seq`. */
  bySeq(seq: number): Heartbeat | undefined {
    let low = 0;
    let high = this.#columns.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#columns.seq(middle);
      if (found === seq) {
        const heartbeat = this.#columns.at(middle);
        return heartbeat.kind === 'ping' ? heartbeat : undefined;
      }
      if (found < seq) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  #list(conn: number | undefined): Listed {
    const newest = this.#newest(PLOTTED, conn);
    return {
      conn,
      latest: newest.slice(0, LISTED).map((place) => this.#columns.at(place)),
      points: this.#columns.points(newest.filter((place) => !this.#columns.isMissed(place)).toReversed()),
    };
  }

  /** Places, newest first. */
  #newest(most: number, conn: number | undefined): readonly number[] {
    const { length } = this.#columns;
    if (conn === undefined) return Array.from({ length: Math.min(most, length) }, (_, i) => length - 1 - i);
    const places: number[] = [];
    let place = this.#tallies.get(conn)?.last;
    while (place !== undefined && places.length < most) {
      places.push(place);
      place = this.#columns.before(place);
    }
    return places;
  }

  #end(entry: Entry, isTimeout: boolean): void {
    const { conn, at } = entry.event;
    const pulse = this.#pulses.get(conn);
    if (!pulse) return;
    this.#listed = undefined;
    this.#pulses.delete(conn);
    if (pulse.unanswered !== undefined) this.#columns.giveUp(pulse.unanswered);
    const { awaited, deadAt } = expectedAfter(conn, pulse);
    if (!isTimeout && at < deadAt) return;
    const tally = this.#tallyOf(conn);
    const row = { seq: entry.seq, part: 0 };
    const missed = { row, conn, awaited, at: deadAt, silentMs: deadAt - pulse.lastAt };
    tally.missed++;
    tally.last = this.#columns.addMissed(missed, tally.last);
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
    const rhythm: Rhythm = { pingInterval, pingTimeout, pingedBy };
    this.#rhythm = rhythm;
    this.#tallyOf(conn).rhythm = rhythm;
    this.#pulses.set(conn, { ...rhythm, lastAt: at, timerAt: at, unanswered: undefined });
  }

  #ping(entry: Entry, packet: Packet): void {
    const { conn, at } = entry.event;
    const pulse = this.#pulses.get(conn);
    if (!pulse || (pulse.pingedBy === 'client') !== (packet.direction === 'sent')) return;
    const { pingInterval, pingTimeout, pingedBy } = pulse;
    const intervalMs = at - pulse.lastAt;
    const marginMs = pingInterval + pingTimeout - intervalMs;
    const lateMs = at - pulse.timerAt - pingInterval;
    const isLate = lateMs > LATE_SHARE * pingInterval;
    this.#listed = undefined;
    if (pulse.unanswered !== undefined) this.#columns.giveUp(pulse.unanswered);
    const tally = this.#tallyOf(conn);
    tally.count++;
    if (isLate) tally.late++;
    tally.worstMarginMs = Math.min(tally.worstMarginMs ?? marginMs, marginMs);
    const row = rowIdOf(entry, packet);
    const ping = { number: tally.count, row, conn, at, pingedBy, intervalMs, lateMs, isLate, marginMs };
    tally.last = this.#columns.addPing(ping, tally.last);
    pulse.lastAt = at;
    pulse.timerAt = at;
    pulse.unanswered = tally.last;
  }

  #pong({ event }: Entry, { direction }: Packet): void {
    const pulse = this.#pulses.get(event.conn);
    if (pulse?.unanswered === undefined || (pulse.pingedBy === 'client') !== (direction === 'received')) return;
    this.#listed = undefined;
    this.#columns.answer(pulse.unanswered, event.at - pulse.lastAt);
    pulse.unanswered = undefined;
    if (pulse.pingedBy === 'client') pulse.timerAt = event.at;
  }

  #tallyOf(conn: number): Tally {
    const known = this.#tallies.get(conn);
    if (known) return known;
    const made = newTally();
    this.#tallies.set(conn, made);
    return made;
  }
}

function newTally(): Tally {
  return { count: 0, late: 0, missed: 0, worstMarginMs: undefined, last: undefined, rhythm: undefined };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
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
