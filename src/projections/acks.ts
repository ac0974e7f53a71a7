import { eventName } from '../protocol/socketio/event-name.ts';
import type { Entry, Packet } from '../session/entry.ts';
import { AckTally } from './acks/ack-tally.ts';
import type { AckExchange, AcksView } from './acks/acks-view.ts';
import { Pairs } from './pairs.ts';
import type { Projection } from './projection.ts';
import { partOf } from './projection.ts';
import type { RowId } from './row.ts';

/** A question as it was asked, and as it stood when it was given up. */
type Question = { readonly asked: AckExchange; givenUp?: AckExchange };

/** Who asked whom for an acknowledgement, and what became of it. */
export class Acks implements Projection<AcksView> {
  readonly #pairs = new Pairs<Question>();
  readonly #all = new AckTally();
  readonly #byConnection = new Map<number, AckTally>();

  step(entry: Entry): void {
    const { event } = entry;
    if (event.probe !== undefined) return;
    if (event.kind === 'client') {
      const isTimeout = event.event === 'ack_timeout';
      const timeoutMs = isTimeout ? timeoutIn(event.detail) : undefined;
      for (const question of this.#pairs.lostBy(event))
        this.#giveUp(question, isTimeout ? 'timed-out' : 'lost', timeoutMs);
      return;
    }
    for (const [index, packet] of entry.packets.entries()) this.#packet(entry, packet, index);
  }

  get waitingForYou(): number {
    return this.#all.waitingForYou;
  }

  /** The server's question `id`. */
  isWaitingForYou(conn: number, nsp: string, id: number): boolean {
    return this.#pairs.isAsked(conn, 'received', nsp, id);
  }

  view(conn?: number): AcksView {
    return (conn === undefined ? this.#all : (this.#byConnection.get(conn) ?? new AckTally())).view();
  }

  #packet(entry: Entry, packet: Packet, index: number): void {
    for (const lost of this.#pairs.lostBefore(entry, packet)) this.#giveUp(lost, 'lost');
    const { socket, kind } = packet;
    if (socket?.id === undefined || kind === 'CONNECT' || kind === 'CONNECT_ERROR' || kind === 'ERROR') return;
    const { conn, at } = entry.event;
    const row: RowId = { seq: entry.seq, part: partOf(entry, index) };
    const isQuestion = kind === 'EVENT' || kind === 'BINARY_EVENT';
    const askedBy = (packet.direction === 'sent') === isQuestion ? 'client' : 'server';
    const { nsp, id } = socket;
    // Spelt out twice, because this is done for each packet of a flood: spreads cost many times as much.
    const asked: AckExchange = isQuestion
      ? { question: row, conn, askedBy, nsp, event: eventName(socket) ?? '', id, askedAt: at, state: 'waiting' }
      : { answer: row, conn, askedBy, nsp, event: '', id, askedAt: at, state: 'unknown' };
    const note = this.#pairs.packet(entry, packet, { asked });
    if (note?.kind === 'question') {
      if (note.displaced) this.#giveUp(note.displaced, 'lost');
      for (const tally of this.#tallies(conn)) tally.ask(asked);
    } else if (note?.kind === 'answer') this.#answered(note.question, row, at);
    else if (note) {
      const of = note.question?.asked;
      const exchange = { ...(of ? { ...of, tookMs: at - of.askedAt } : asked), answer: row, state: note.why };
      for (const tally of this.#tallies(conn)) tally.stray(exchange);
    }
  }

  #answered({ asked, givenUp }: Question, answer: RowId, at: number): void {
    const tookMs = at - asked.askedAt;
    const settled: AckExchange = { ...(givenUp ?? asked), answer, tookMs, state: givenUp ? 'late' : 'answered' };
    for (const tally of this.#tallies(asked.conn)) tally.answer(asked, settled, tookMs);
  }

  #giveUp(question: Question, state: 'timed-out' | 'lost', timeoutMs?: number): void {
    // Given up after its timeout, it is lost once more with the connection.
    if (question.givenUp) return;
    const { asked } = question;
    const settled: AckExchange = { ...asked, state, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    question.givenUp = settled;
    for (const tally of this.#tallies(asked.conn)) tally.giveUp(asked, settled);
  }

  #tallies(conn: number): readonly AckTally[] {
    let own = this.#byConnection.get(conn);
    if (!own) this.#byConnection.set(conn, (own = new AckTally()));
    return [this.#all, own];
  }
}

function timeoutIn(detail: unknown): number | undefined {
  if (typeof detail !== 'object' || detail === null || !('timeoutMs' in detail)) return undefined;
  return typeof detail.timeoutMs === 'number' ? detail.timeoutMs : undefined;
}
