import { endsConnection } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import type { ClientEvent, Direction } from '../wire/wire-event.ts';
import { AckSockets, type AckNote } from './acks/ack-sockets.ts';

/** What an answer says of its question, or a question of what was lost before it. */
export type PairNote<Question> = AckNote<Question> | undefined;

const NONE: readonly never[] = [];

/**
 * Finds the question to each answer: request and response, CONNECT both ways, ping and pong, an EVENT with an ack id
 * and its ACK. What a question is to the caller (a row number, a record) is the caller's.
 */
export class Pairs<Question> {
  /** Requests, CONNECTs and pings; the first letter of a key tells which. */
  readonly #open = new Map<string, Question>();
  readonly #acks = new AckSockets<Question>();

  /** For the HTTP part of an entry. */
  exchange({ event }: Entry, question: Question): PairNote<Question> {
    switch (event.kind) {
      case 'request':
        return this.#ask(`h${event.chan}`, question);
      case 'response':
      case 'failed':
        return this.#answer(`h${event.chan}`);
      default:
        return undefined;
    }
  }

  /** For one packet of an entry. */
  packet({ event }: Entry, packet: Packet, question: Question): PairNote<Question> {
    const { conn } = event;
    const { socket } = packet;
    switch (packet.kind) {
      case 'ping':
        return this.#ask(pingKey(conn, packet.direction, packet), question);
      case 'pong':
        return this.#answer(pingKey(conn, other(packet.direction), packet));
      case 'CONNECT':
        if (packet.direction === 'sent') return this.#ask(`c${conn} ${socket?.nsp ?? '/'}`, question);
        return this.#answer(`c${conn} ${socket?.nsp ?? '/'}`);
      case 'CONNECT_ERROR':
      case 'ERROR':
        return this.#answer(`c${conn} ${socket?.nsp ?? '/'}`);
      case 'EVENT':
      case 'BINARY_EVENT':
        if (socket?.id === undefined) return undefined;
        return this.#acks.ask(conn, packet.direction, socket.nsp, socket.id, question);
      case 'ACK':
      case 'BINARY_ACK':
        if (socket?.id === undefined) return undefined;
        return this.#acks.answer(conn, other(packet.direction), socket.nsp, socket.id);
      default:
        return undefined;
    }
  }

  /** An event that asked for an acknowledgement, and has none. */
  isAsked(conn: number, askedBy: Direction, nsp: string, id: number): boolean {
    return this.#acks.waiting(conn, askedBy, nsp, id) !== undefined;
  }

  /** Questions that the client gives up for ever with what it reports here. */
  lostBy(event: ClientEvent): readonly Question[] {
    const { conn } = event;
    // Requests stay open: the server answers the pending poll even now.
    if (endsConnection(event)) return [...this.#take(conn), ...this.#acks.end(conn, undefined)];
    if (event.event === 'ack_timeout') return this.#timedOut(event);
    return event.event === 'disconnect' ? this.#acks.end(conn, event.nsp) : NONE;
  }

  /**
   * Questions that can no longer be answered from this packet on: a socket ends or begins with it. A file that knows no
   * client events has nothing else that says so. Asked before `packet`, in the order of a body's packets.
   */
  lostBefore({ event: { conn } }: Entry, { kind, direction, socket }: Packet): readonly Question[] {
    switch (kind) {
      case 'open':
        if (direction === 'sent') return NONE;
        return [...this.#take(conn), ...this.#acks.renew(conn, undefined)];
      case 'CONNECT':
        return direction === 'received' ? this.#acks.renew(conn, socket?.nsp ?? '/') : NONE;
      case 'DISCONNECT':
        return this.#acks.end(conn, socket?.nsp ?? '/');
      default:
        return NONE;
    }
  }

  /** Nobody waits any more, but the answer may still come, late: the question stays open for it. */
  #timedOut({ conn, nsp = '/', detail }: ClientEvent): readonly Question[] {
    if (typeof detail !== 'object' || detail === null || !('id' in detail)) return NONE;
    const question = this.#acks.waiting(conn, 'sent', nsp, Number(detail.id));
    return question === undefined ? NONE : [question];
  }

  #ask(key: string, question: Question): PairNote<Question> {
    const displaced = this.#open.get(key);
    this.#open.set(key, question);
    return { kind: 'question', displaced };
  }

  #answer(key: string): PairNote<Question> {
    const question = this.#open.get(key);
    if (question === undefined) return undefined;
    this.#open.delete(key);
    return { kind: 'answer', question };
  }

  /** A connection's CONNECTs and pings. */
  #take(conn: number): readonly Question[] {
    const taken: Question[] = [];
    for (const [key, question] of this.#open) {
      if (key[0] === 'h' || key.slice(1, key.indexOf(' ')) !== String(conn)) continue;
      taken.push(question);
      this.#open.delete(key);
    }
    return taken;
  }
}

function other(direction: Direction): Direction {
  return direction === 'sent' ? 'received' : 'sent';
}

/**
 * Not by channel: on polling, a ping comes in one request and its pong leaves in another, and in the middle of an
 * upgrade over the WebSocket. Only the probe goes on beside the heartbeat.
 */
function pingKey(conn: number, askedBy: Direction, { engine }: Packet): string {
  const isProbe = (engine?.type === 'ping' || engine?.type === 'pong') && engine.text === 'probe';
  return `p${conn} ${isProbe ? 'probe' : 'heartbeat'} ${askedBy}`;
}
