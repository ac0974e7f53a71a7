import { eventName } from '../protocol/socketio/event-name.ts';
import type { Entry, Packet } from '../session/entry.ts';
import { Protocols } from '../session/protocols.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { Distribution } from './distribution.ts';
import { Pairs } from './pairs.ts';
import type { Projection } from './projection.ts';
import { partOf } from './projection.ts';
import type { RoundTrip, RoundTripKind, RoundTripsView } from './round-trips-view.ts';
import type { RowId } from './row.ts';

/** Events that have a line of their own; the acknowledgements of further ones share one. */
const EVENTS = 50;
const ALL = 0;
const ORDER: readonly RoundTripKind[] = ['handshake', 'post', 'probe', 'connect', 'ping', 'ack'];

/** `kind` is undefined for what is answered when the server likes, such as a poll. */
type Question = { readonly at: number; readonly kind: RoundTripKind | undefined; readonly event: string | undefined };
type Line = Pick<RoundTrip, 'kind' | 'event'> & {
  readonly distribution: Distribution;
  lastMs: number;
  row: RowId;
};

/** Times from a question of ours to its answer, where both cross the wire: never from the heartbeats of Engine.IO 4. */
export class RoundTrips implements Projection<RoundTripsView> {
  readonly #pairs = new Pairs<Question>();
  readonly #protocols: Protocols;
  /** By connection, 0 for all together; then by kind and event. */
  readonly #lines = new Map<number, Map<string, Line>>();

  constructor(protocols = new Protocols()) {
    this.#protocols = protocols;
  }

  step(entry: Entry): void {
    const { event } = entry;
    if (event.probe !== undefined) return;
    if (event.kind === 'client') this.#pairs.lostBy(event);
    if (event.kind === 'request' || event.kind === 'response' || event.kind === 'failed') this.#exchange(entry);
    // Most entries have nothing here, and an iterator for each would be felt.
    if (entry.packets.some(isPartOfOne)) this.#packets(entry);
  }

  view(conn = ALL): RoundTripsView {
    const lines = [...(this.#lines.get(conn)?.values() ?? [])].map(roundTripOf);
    return lines.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  }

  #exchange(entry: Entry): void {
    const { event, seq } = entry;
    const note = this.#pairs.exchange(entry, { at: event.at, kind: exchangeKind(event), event: undefined });
    const isAnswer = event.kind === 'response' && event.status === 200;
    if (isAnswer && note?.kind === 'answer') this.#took(entry, note.question, { seq, part: 0 });
  }

  #packets(entry: Entry): void {
    for (const [index, packet] of entry.packets.entries()) if (isPartOfOne(packet)) this.#packet(entry, packet, index);
  }

  #packet(entry: Entry, packet: Packet, index: number): void {
    this.#pairs.lostBefore(entry, packet);
    const { kind, event } = this.#asked(entry, packet);
    const note = this.#pairs.packet(entry, packet, { at: entry.event.at, kind, event });
    if (note?.kind !== 'answer' || packet.kind === 'CONNECT_ERROR' || packet.kind === 'ERROR') return;
    this.#took(entry, note.question, { seq: entry.seq, part: partOf(entry, index) });
  }

  #asked({ seq, event }: Entry, { kind, direction, engine, socket }: Packet): Pick<Question, 'kind' | 'event'> {
    if (direction === 'received') return { kind: undefined, event: undefined };
    if (kind === 'CONNECT') return { kind: 'connect', event: undefined };
    if (kind !== 'ping') return { kind: 'ack', event: (socket && eventName(socket)) ?? '' };
    if (engine?.type === 'ping' && engine.text === 'probe') return { kind: 'probe', event: undefined };
    const isOurs = !this.#protocols.of(seq, event).engine.serverPings;
    return { kind: isOurs ? 'ping' : undefined, event: undefined };
  }

  #took({ event: { conn, at } }: Entry, question: Question, row: RowId): void {
    const { kind, event } = question;
    if (kind === undefined) return;
    for (const of of [ALL, conn]) {
      const line = this.#lineOf(of, kind, event, row);
      line.distribution.add(at - question.at);
      line.lastMs = at - question.at;
      line.row = row;
    }
  }

  #lineOf(conn: number, kind: RoundTripKind, event: string | undefined, row: RowId): Line {
    const lines = this.#lines.get(conn) ?? new Map<string, Line>();
    this.#lines.set(conn, lines);
    const key = keyOf(kind, event);
    const isOneTooMany = event !== undefined && !lines.has(key) && lines.size >= EVENTS;
    const own = isOneTooMany ? keyOf(kind, undefined) : key;
    const known = lines.get(own);
    if (known) return known;
    const named = event === undefined || isOneTooMany ? {} : { event };
    const made: Line = { kind, ...named, distribution: new Distribution(), lastMs: 0, row };
    lines.set(own, made);
    return made;
  }
}

/** Nearly every packet of a session is an EVENT that asks for nothing: for those there is nothing to do. */
function isPartOfOne({ kind, direction, socket }: Packet): boolean {
  switch (kind) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return socket?.id !== undefined && direction === 'sent';
    case 'ACK':
    case 'BINARY_ACK':
      return direction === 'received';
    case 'ping':
    case 'pong':
    case 'open':
    case 'CONNECT':
    case 'DISCONNECT':
    case 'CONNECT_ERROR':
    case 'ERROR':
      return true;
    default:
      return false;
  }
}

function exchangeKind(event: WireEvent): RoundTripKind | undefined {
  if (event.kind !== 'request') return undefined;
  if (event.method === 'POST') return 'post';
  return event.method === 'GET' && !/[?&]sid=/.test(event.url) ? 'handshake' : undefined;
}

function roundTripOf({ kind, event, distribution, lastMs, row }: Line): RoundTrip {
  return {
    kind,
    ...(event === undefined ? {} : { event }),
    count: distribution.count,
    minMs: distribution.min,
    medianMs: distribution.quantile(0.5) ?? lastMs,
    p95Ms: distribution.quantile(0.95) ?? lastMs,
    lastMs,
    row,
  };
}

function keyOf(kind: RoundTripKind, event: string | undefined): string {
  return event === undefined ? kind : `${kind} ${event}`;
}
