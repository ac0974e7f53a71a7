import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import type { Entry, Packet } from '../../session/entry.ts';
import { endsConnection } from '../../session/connection-end.ts';
import type { Direction, Failed, WireEvent } from '../../wire/wire-event.ts';
import { Beats } from './beats.ts';
import { Channels } from './channels.ts';
import { Exchanges } from './exchanges.ts';
import { Gaps } from './gaps.ts';
import { Marks } from './marks.ts';
import { Moments } from './spans.ts';
import { Upgrades } from './upgrades.ts';

/** What the Events lane counts, apart by direction: an attachment belongs to its event. */
export class EventMoments {
  readonly event = new Moments();
  readonly binary = new Moments();
  readonly ack = new Moments();

  get all(): readonly Moments[] {
    return [this.event, this.binary, this.ack];
  }
}

/** Everything of one connection that its lanes show. */
export class ConnectionLanes {
  readonly conn: number;
  readonly sent = new EventMoments();
  readonly received = new EventMoments();
  readonly exchanges = new Exchanges();
  readonly channels = new Channels();
  readonly upgrades = new Upgrades();
  readonly beats = new Beats();
  readonly gaps = new Gaps();
  readonly marks = new Marks();
  /** When the connection last turned to a transport: a WebSocket says only when it is open. */
  #turnedAt = 0;
  #openAt = 0;
  /** Polling carries the Engine.IO session. */
  #isPolling = false;
  /** The channel that carries it otherwise. */
  #carrier: number | undefined;
  #isLeaving = false;
  /** The server's packet stands in the log; the client is about to report the same. */
  #isRefusalTold = false;

  constructor(conn: number) {
    this.conn = conn;
  }

  step(entry: Entry, serverPings: (entry: Entry) => boolean): void {
    const { event, seq, packets } = entry;
    if (event.kind === 'frame') this.channels.frame(event, seq);
    else this.#event(event, seq);
    for (const packet of packets) this.#packet(entry, packet, serverPings);
  }

  #event(event: Exclude<WireEvent, { kind: 'frame' }>, seq: number): void {
    const { at } = event;
    switch (event.kind) {
      case 'request':
        return this.exchanges.asked(event, seq);
      case 'response':
        return this.exchanges.answered(event);
      case 'opened':
        return this.channels.opened(event, seq, this.#turnedAt);
      case 'closed':
        this.channels.ended(event, seq, this.#turnedAt);
        return this.#channelLost(event.chan, at, seq, event.clean);
      case 'failed':
        return this.#failed(event, seq);
      case 'user':
        if (event.action === 'connect') this.#connects(at);
        if (event.action === 'disconnect') this.#disconnects(at);
        return this.marks.user(event, seq);
      case 'client':
        if (event.event === 'reconnect_attempt') this.#turnedAt = at;
        if (this.gaps.client(event, seq)) this.marks.mark(at, seq, 'lost');
        if (endsConnection(event)) this.#over(at);
        if (event.event !== 'connect_error' || !this.#isRefusalTold) this.marks.client(event, seq);
        this.#isRefusalTold = false;
        return;
    }
  }

  #connects(at: number): void {
    this.#turnedAt = at;
    this.#isLeaving = false;
    this.gaps.connects();
  }

  #disconnects(at: number): void {
    this.#isLeaving = true;
    this.gaps.disconnects(at);
    this.beats.stop(at);
  }

  #failed(event: Failed, seq: number): void {
    if (event.via === 'polling') return this.exchanges.broke(event, this.#isLeaving);
    const known = this.channels.length;
    this.channels.ended(event, seq, this.#turnedAt);
    if (this.channels.length > known && this.#isPolling && !this.#isLeaving) this.upgrades.neverOpened();
    this.#channelLost(event.chan, event.at, seq, false);
  }

  #channelLost(chan: number, at: number, seq: number, isClean: boolean): void {
    this.upgrades.lost(at, chan);
    if (chan !== this.#carrier) return;
    this.beats.stop(at);
    if (!isClean && this.gaps.lost(at, seq)) this.marks.mark(at, seq, 'lost');
  }

  #over(at: number): void {
    this.beats.stop(at);
    this.exchanges.abandon(at);
    this.#carrier = undefined;
    this.#isPolling = false;
  }

  #packet(entry: Entry, { kind, direction, engine }: Packet, serverPings: (entry: Entry) => boolean): void {
    const { seq, event } = entry;
    const { at } = event;
    switch (kind) {
      case 'EVENT':
      case 'message':
        return this.#events(direction).event.add(at, seq);
      case 'BINARY_EVENT':
        return this.#events(direction).binary.add(at, seq);
      case 'ACK':
      case 'BINARY_ACK':
        return this.#events(direction).ack.add(at, seq);
      case 'malformed':
        return this.marks.mark(at, seq, 'malformed');
      case 'CONNECT_ERROR':
      case 'ERROR':
        this.#isRefusalTold = true;
        return this.marks.mark(at, seq, 'connect_error');
      case 'upgrade':
        if (direction === 'sent') this.#upgraded(entry);
        return;
      case 'open':
        if (engine?.type === 'open' && direction === 'received') this.#opened(entry, engine.text, serverPings(entry));
        return;
      case 'ping':
      case 'pong':
        if (engine?.type === kind) this.#beat(entry, kind, direction, engine.text === 'probe');
        return;
      default:
    }
  }

  #events(direction: Direction): EventMoments {
    return direction === 'sent' ? this.sent : this.received;
  }

  #opened({ seq, event }: Entry, text: string, serverPings: boolean): void {
    const handshake = decodeHandshake(text);
    if (!handshake.ok) return;
    const { at } = event;
    this.beats.opened(at, seq, handshake.value, serverPings);
    this.gaps.opened(at);
    this.#turnedAt = at;
    this.#openAt = at;
    this.#isPolling = event.kind !== 'frame';
    this.#carrier = event.kind === 'frame' ? event.chan : undefined;
  }

  #upgraded({ event }: Entry): void {
    this.upgrades.upgraded(event.at);
    this.#isPolling = false;
    if (event.kind === 'frame') this.#carrier = event.chan;
  }

  #beat({ event, seq }: Entry, kind: 'ping' | 'pong', direction: Direction, isProbe: boolean): void {
    if (!isProbe) {
      if (kind === 'ping') this.beats.ping(event.at, seq, direction);
      else this.beats.pong(event.at, direction);
    } else if (kind === 'pong') this.upgrades.answer(event.at, direction);
    else if (event.kind === 'frame' && direction === 'sent') {
      this.upgrades.probe(event.at, seq, event.chan, this.#openAt);
    }
  }
}
