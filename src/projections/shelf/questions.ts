import { eventName } from '../../protocol/socketio/event-name.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import { eventIn, type Chunk } from '../../session/chunk.ts';
import type { Protocols } from '../../session/protocols.ts';
import { directionOf, type Direction, type WireEvent } from '../../wire/wire-event.ts';
import { socketPacketsIn } from './packets-in.ts';

/** Most answers come within seconds; more than some megabytes of a session are not kept for those that do not. */
const CHUNKS_KEPT = 8;

type Question = { readonly seq: number; readonly name: string };
type Asked = ReadonlyMap<string, readonly Question[]>;

/** Of which event's question an acknowledgement is the answer, as far as the last chunks tell. */
export class Questions {
  readonly #protocols: Protocols;
  #chunks: readonly Chunk[] = [];
  /** Read where an answer asks for it: most searches never do. */
  readonly #asked = new WeakMap<Chunk, Asked>();

  constructor(protocols: Protocols) {
    this.#protocols = protocols;
  }

  /** `chunk` is looked at next. */
  take(chunk: Chunk): void {
    this.#chunks = [chunk, ...this.#chunks.slice(0, CHUNKS_KEPT - 1)];
  }

  /** Undefined for what is no answer, or answers nothing that is known. */
  eventOf(seq: number, event: WireEvent, packet: SocketPacket): string | undefined {
    if (packet.type !== 'ACK' && packet.type !== 'BINARY_ACK') return undefined;
    const key = keyOf(event.conn, directionOf(event) === 'sent' ? 'received' : 'sent', packet);
    for (const chunk of this.#chunks) {
      const question = this.#askedIn(chunk)
        .get(key)
        ?.findLast((one) => one.seq <= seq);
      if (question) return question.name;
    }
    return undefined;
  }

  #askedIn(chunk: Chunk): Asked {
    const known = this.#asked.get(chunk);
    if (known) return known;
    const asked = new Map<string, Question[]>();
    for (let i = 0; i < chunk.count; i++) {
      const seq = chunk.firstSeq + i;
      const event = eventIn(chunk, chunk, i);
      for (const packet of socketPacketsIn(event, this.#protocols.of(seq, event))) {
        const name = packet.id === undefined ? undefined : eventName(packet);
        if (name === undefined) continue;
        const key = keyOf(event.conn, directionOf(event), packet);
        const questions = asked.get(key);
        if (questions) questions.push({ seq, name });
        else asked.set(key, [{ seq, name }]);
      }
    }
    this.#asked.set(chunk, asked);
    return asked;
  }
}

function keyOf(conn: number, direction: Direction | undefined, { nsp, id }: SocketPacket): string {
  return `${conn} ${direction} ${id} ${nsp}`;
}
