import { eventName } from '../../protocol/socketio/event-name.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import type { Malformed } from '../../protocol/malformed.ts';
import type { Entry, Packet } from '../../session/entry.ts';
import type { ClientEvent, UserAction } from '../../wire/wire-event.ts';
import { Echoes } from './echoes.ts';
import { looseIn, numberIn, textIn } from './loose.ts';
import { Questions } from './questions.ts';
import { Sightings } from './sightings.ts';

/** As in socket.io-client 4: the names that the libraries keep for themselves. */
const RESERVED: readonly string[] = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
];

export type Reserved = { readonly seqs: readonly number[]; readonly name: string; readonly by: 'client' | 'server' };

/** What was said over a connection, as far as it went wrong. */
export class Messages {
  readonly questions = new Questions();
  readonly echoes = new Echoes();
  /** From the server. */
  readonly malformed = new Sightings();
  firstMalformed: Malformed | undefined;
  reserved: Reserved | undefined;
  /** Emitted while the connection was lost, and sent when it was back. */
  buffered: { readonly emitSeqs: readonly number[]; readonly count: number; readonly backSeq: number } | undefined;
  /** What the other side takes; the client's decoder refuses more. */
  readonly receivedOverload = new Sightings();
  readonly #waiting = new Sightings();

  event(entry: Entry, packet: Packet, socket: SocketPacket, upAt: number, hasReconnected: boolean): void {
    const { id, nsp, json } = socket;
    if (packet.direction === 'received') this.echoes.received(entry, json, hasReconnected);
    else if (id !== undefined) {
      const { seq, event } = entry;
      const sinceUpMs = event.at - upAt;
      this.questions.ask(nsp, id, { seq, at: event.at, event: eventName(socket) ?? '', sinceUpMs });
    }
  }

  answered(entry: Entry, { direction }: Packet, { id, nsp }: SocketPacket): void {
    if (direction === 'received' && id !== undefined) this.questions.answer(entry, nsp, id);
  }

  flawed(entry: Entry, malformed: Malformed): void {
    if (malformed.reason === 'too-many-attachments') this.receivedOverload.see(entry);
    else if (malformed.reason === 'reserved-event') {
      this.reserved ??= { seqs: [entry.seq], name: '', by: 'server' };
    } else {
      this.firstMalformed ??= malformed;
      this.malformed.see(entry);
    }
  }

  emitted(entry: Entry, { detail }: UserAction, isLost: boolean): void {
    const { event, isVolatile } = looseIn(detail);
    const name = textIn(event);
    if (name !== undefined && RESERVED.includes(name)) this.reserved = { seqs: [entry.seq], name, by: 'client' };
    else if (isLost && isVolatile !== true) this.#waiting.see(entry);
  }

  gaveUp(entry: Entry, { nsp = '/', detail }: ClientEvent): void {
    const told = looseIn(detail);
    const id = numberIn(told['id']);
    if (id !== undefined) this.questions.giveUp(entry, nsp, id, numberIn(told['timeoutMs']) ?? 0);
  }

  back({ seq }: Entry): void {
    const { count, seqs } = this.#waiting;
    if (count > 0) this.buffered = { emitSeqs: [...seqs], count, backSeq: seq };
    this.#waiting.clear();
  }
}
