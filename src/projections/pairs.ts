import { endsConnection } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import type { ClientEvent } from '../wire/wire-event.ts';

/** What an answer says of its question, or a question of what was lost before it. */
export type PairNote<Question> =
  /** `displaced` was asked before under the same name, and can no longer be answered. */
  | { readonly kind: 'question'; readonly displaced: Question | undefined }
  | { readonly kind: 'answer'; readonly question: Question }
  | undefined;

/**
 * Finds the question to each answer: request and response, CONNECT both ways, ping and pong, an EVENT with an ack id
 * and its ACK. What a question is to the caller (a row number, a record) is the caller's.
 */
export class Pairs<Question> {
  readonly #open = new Map<string, Question>();

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
        return this.#ask(ackKey(conn, packet.direction, socket.nsp, socket.id), question);
      case 'ACK':
      case 'BINARY_ACK':
        if (socket?.id === undefined) return undefined;
        return this.#answer(ackKey(conn, other(packet.direction), socket.nsp, socket.id));
      default:
        return undefined;
    }
  }

  /**
   * Questions that this entry leaves without an answer for ever. Acknowledgement ids restart with each socket, so a
   * namespace that is connected anew, or was disconnected, owes nothing.
   */
  lostBy({ event, packets }: Entry): readonly Question[] {
    if (event.kind === 'client' && endsConnection(event)) {
      // Requests stay open: the server answers the pending poll even now.
      return this.#take((key) => /^[acp]/.test(key) && key.slice(1, key.indexOf(' ')) === String(event.conn));
    }
    if (event.kind === 'client' && event.event === 'ack_timeout') return this.#timedOut(event);
    if (event.kind === 'client' && event.event === 'disconnect') {
      return this.#take((key) => key.startsWith(`a${event.conn} `) && isOf(key, event.nsp));
    }
    const lost: Question[] = [];
    for (const { kind, direction, socket } of packets) {
      if (kind === 'CONNECT' && direction === 'received') {
        const taken = this.#take((key) => key.startsWith(`a${event.conn} `) && isOf(key, socket?.nsp));
        for (const question of taken) lost.push(question);
      }
    }
    return lost;
  }

  /** Nobody waits any more, but the answer may still come, late: the question stays open for it. */
  #timedOut({ conn, nsp = '/', detail }: ClientEvent): readonly Question[] {
    if (typeof detail !== 'object' || detail === null || !('id' in detail)) return [];
    const question = this.#open.get(ackKey(conn, 'sent', nsp, Number(detail.id)));
    return question === undefined ? [] : [question];
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

  #take(isMeant: (key: string) => boolean): readonly Question[] {
    const taken: Question[] = [];
    for (const [key, question] of this.#open) {
      if (!isMeant(key)) continue;
      taken.push(question);
      this.#open.delete(key);
    }
    return taken;
  }
}

function ackKey(conn: number, askedBy: 'sent' | 'received', nsp: string, id: number): string {
  return `a${conn} ${askedBy} ${id} ${nsp}`;
}

function isOf(key: string, nsp: string | undefined): boolean {
  return nsp === undefined || key.split(' ').slice(3).join(' ') === nsp;
}

function other(direction: 'sent' | 'received'): 'sent' | 'received' {
  return direction === 'sent' ? 'received' : 'sent';
}

/**
 * Not by channel: on polling, a ping comes in one request and its pong leaves in another, and in the middle of an
 * upgrade over the WebSocket. Only the probe goes on beside the heartbeat.
 */
function pingKey(conn: number, askedBy: 'sent' | 'received', { engine }: Packet): string {
  const isProbe = (engine?.type === 'ping' || engine?.type === 'pong') && engine.text === 'probe';
  return `p${conn} ${isProbe ? 'probe' : 'heartbeat'} ${askedBy}`;
}
