import { eventName } from '../protocol/socketio/event-name.ts';
import type { Entry } from '../session/entry.ts';
import type { AckExchange, AcksView } from './insight-view.ts';
import { Pairs } from './pairs.ts';
import type { Projection } from './projection.ts';
import { partOf } from './projection.ts';
import type { RowId } from './row.ts';

const SHOWN = 200;

/** Who asked whom for an acknowledgement, and what became of it. */
export class Acks implements Projection<AcksView> {
  readonly #pairs = new Pairs<AckExchange>();
  readonly #waiting = new Set<AckExchange>();
  #settled: AckExchange[] = [];
  #answered = 0;
  #lost = 0;

  step(entry: Entry): void {
    if (entry.event.probe !== undefined) return;
    for (const question of this.#pairs.lostBy(entry)) this.#lose(question);
    for (const [index, packet] of entry.packets.entries()) {
      const { socket, kind } = packet;
      if (socket?.id === undefined || kind === 'CONNECT' || kind === 'CONNECT_ERROR' || kind === 'ERROR') continue;
      const { conn, at } = entry.event;
      const row: RowId = { seq: entry.seq, part: partOf(entry, index) };
      const exchange: AckExchange = {
        question: row,
        conn,
        askedBy: packet.direction === 'sent' ? 'client' : 'server',
        nsp: socket.nsp,
        event: eventName(socket) ?? '',
        id: socket.id,
        askedAt: at,
        state: 'waiting',
      };
      const note = this.#pairs.packet(entry, packet, exchange);
      if (note?.kind === 'question') {
        if (note.displaced) this.#lose(note.displaced);
        this.#waiting.add(exchange);
      } else if (note?.kind === 'answer') {
        this.#answered++;
        const { question } = note;
        if (!this.#waiting.has(question)) this.#takeBack(question);
        this.#settle(question, { ...question, answer: row, tookMs: at - question.askedAt, state: 'answered' });
      }
    }
  }

  view(): AcksView {
    const waiting = [...this.#waiting];
    const latest = [...waiting, ...this.#settled.toReversed()].slice(0, SHOWN);
    const waitingForYou = waiting.filter(({ askedBy }) => askedBy === 'server').length;
    return {
      answered: this.#answered,
      waitingForYou,
      waitingForServer: waiting.length - waitingForYou,
      lost: this.#lost,
      latest,
    };
  }

  #lose(question: AckExchange): void {
    // Given up after its timeout, it is lost once more with the connection.
    if (!this.#waiting.has(question)) return;
    this.#lost++;
    this.#settle(question, { ...question, state: 'lost' });
  }

  /** The answer came after the timeout: late, but it came. */
  #takeBack({ question }: AckExchange): void {
    this.#lost--;
    this.#settled = this.#settled.filter((settled) => settled.question !== question);
  }

  #settle(question: AckExchange, settled: AckExchange): void {
    this.#waiting.delete(question);
    this.#settled.push(settled);
    if (this.#settled.length >= 2 * SHOWN) this.#settled = this.#settled.slice(-SHOWN);
  }
}
