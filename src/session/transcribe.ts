import { fail, type Result } from '../base/result.ts';
import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { EnginePacket } from '../protocol/engineio/packet.ts';
import { partIn, type Span } from '../protocol/engineio/span.ts';
import { placedAt, type Malformed } from '../protocol/malformed.ts';
import type { Direction, Frame, Payload, Request, Response, WireEvent } from '../wire/wire-event.ts';
import { endsConnection } from './connection-end.ts';
import type { Decoders } from './decoders.ts';
import type { Entry, Packet, PacketKind, Seq } from './entry.ts';
import { decodePart, flawInPart, packetAt } from './part.ts';
import { Protocols } from './protocols.ts';

const NOTHING: readonly Packet[] = [];

type DecodedEngine = Result<EnginePacket, Malformed>;

/** An entry that carries packets, and how they are to be read. */
type Carrier = {
  readonly seq: Seq;
  readonly event: Frame | Request | Response;
  readonly direction: Direction;
  readonly decoders: Decoders;
};

/** A binary packet whose attachments have not all come. */
type Incomplete = { readonly header: Seq; readonly wanted: number; got: number };

/**
 * Decodes a log entry by entry. It remembers what a single frame does not say: which request a response answers, and
 * which binary packet waits for attachments.
 */
export class Transcriber {
  readonly #protocols: Protocols;
  readonly #methods = new Map<number, string>();
  /** By connection and direction: the official decoder, too, has one for each, whatever the channel. */
  readonly #incomplete = new Map<number, Incomplete>();

  constructor(protocols = new Protocols()) {
    this.#protocols = protocols;
  }

  transcribe(seq: Seq, event: WireEvent): Entry {
    return { seq, event, packets: this.#packets(seq, event) };
  }

  #packets(seq: Seq, event: WireEvent): readonly Packet[] {
    switch (event.kind) {
      case 'frame':
        return this.#frame(seq, event);
      case 'request':
        this.#methods.set(event.chan, event.method);
        return this.#body(seq, event, 'sent');
      case 'response': {
        const method = this.#methods.get(event.chan);
        this.#methods.delete(event.chan);
        // A POST is answered with "ok", an error with JSON: neither holds packets.
        return method === 'POST' || event.status !== 200 ? NOTHING : this.#body(seq, event, 'received');
      }
      case 'failed':
        this.#methods.delete(event.chan);
        return NOTHING;
      case 'client':
        this.#protocols.step(seq, event);
        return endsConnection(event) && event.probe === undefined ? this.#abandon(event.conn) : NOTHING;
      default:
        return NOTHING;
    }
  }

  #frame(seq: Seq, event: Frame): readonly Packet[] {
    const { payload } = event;
    const carrier: Carrier = { seq, event, direction: event.dir, decoders: this.#protocols.of(seq, event) };
    const decoded = decodePart(payload, event.via, carrier.decoders.engine);
    const abandoned = this.#lostBefore(carrier, decoded);
    const packet = this.#packet(carrier, { start: 0, end: payload.length }, payload, decoded);
    return abandoned ? [packet, abandoned] : [packet];
  }

  /** What a body says of attachments that never came stands behind its packets, so that their numbering holds. */
  #body(seq: Seq, event: Request | Response, direction: Direction): readonly Packet[] {
    const { payload } = event;
    if (payload === undefined) return NOTHING;
    const carrier: Carrier = { seq, event, direction, decoders: this.#protocols.of(seq, event) };
    const packets: Packet[] = [];
    const abandoned: Packet[] = [];
    for (const span of carrier.decoders.engine.splitPayload(payload)) {
      const part = partIn(payload, span);
      const decoded = span.malformed ? fail(span.malformed) : carrier.decoders.engine.decodePart(part);
      const lost = this.#lostBefore(carrier, decoded);
      if (lost) abandoned.push(lost);
      packets.push(this.#packet(carrier, span, part, decoded));
    }
    return [...packets, ...abandoned];
  }

  #packet(carrier: Carrier, { start, end }: Span, part: Payload, decoded: DecodedEngine): Packet {
    const { event, direction, decoders } = carrier;
    if (!decoded.ok) return packetOf('malformed', direction, start, end, undefined, decoded.error);
    const engine = decoded.value;
    if (engine.type !== 'message') {
      // Over WebTransport the client, too, sends an `open`; it holds a sid at most.
      const handshake = engine.type === 'open' && direction === 'received' ? decodeHandshake(engine.text) : undefined;
      if (!handshake || handshake.ok) return packetOf(engine.type, direction, start, end, engine, undefined);
      const flaw = placedAt(packetAt(part, event.via) + 1, handshake.error);
      return packetOf('malformed', direction, start, end, engine, flaw);
    }
    if (!decoders.socket) return packetOf('message', direction, start, end, engine, undefined);
    const message = decoders.socket.decodeMessage(engine.body);
    if (!message) {
      const { kind, malformed, header } = this.#attachment(carrier);
      return { kind, direction, start, end, engine, socket: undefined, malformed, header };
    }
    if (!message.ok && decoders.isUnknown) return packetOf('message', direction, start, end, engine, undefined);
    if (!message.ok) {
      const flaw = flawInPart(message.error, part, event.via, decoders.engine, engine.body);
      return packetOf('malformed', direction, start, end, engine, flaw);
    }
    const socket = message.value;
    if (socket.attachments > 0 && event.probe === undefined) {
      this.#incomplete.set(keyOf(event.conn, direction), { header: carrier.seq, wanted: socket.attachments, got: 0 });
    }
    return { kind: socket.type, direction, start, end, engine, socket, malformed: undefined, header: undefined };
  }

  #attachment({ event, direction }: Carrier): Pick<Packet, 'kind' | 'malformed' | 'header'> {
    const key = keyOf(event.conn, direction);
    const waiting = event.probe === undefined ? this.#incomplete.get(key) : undefined;
    if (!waiting) {
      return { kind: 'malformed', malformed: { reason: 'attachment-unexpected', offset: 0 }, header: undefined };
    }
    waiting.got++;
    if (waiting.got === waiting.wanted) this.#incomplete.delete(key);
    return { kind: 'attachment', malformed: undefined, header: waiting.header };
  }

  /** A text message where bytes were due: the decoder of the other side gives up here. */
  #lostBefore({ event, direction }: Carrier, decoded: DecodedEngine): Packet | undefined {
    if (this.#incomplete.size === 0 || event.probe !== undefined) return undefined;
    if (!decoded.ok || decoded.value.type !== 'message') return undefined;
    return typeof decoded.value.body === 'string' ? this.#lost(event.conn, direction) : undefined;
  }

  #lost(conn: number, direction: Direction): Packet | undefined {
    const key = keyOf(conn, direction);
    const waiting = this.#incomplete.get(key);
    if (!waiting) return undefined;
    this.#incomplete.delete(key);
    const malformed: Malformed = { reason: 'attachment-missing', offset: 0 };
    return { ...packetOf('malformed', direction, 0, 0, undefined, malformed), header: waiting.header };
  }

  #abandon(conn: number): readonly Packet[] {
    const lost = [this.#lost(conn, 'sent'), this.#lost(conn, 'received')];
    return lost.filter((packet) => packet !== undefined);
  }
}

function packetOf(
  kind: PacketKind,
  direction: Direction,
  start: number,
  end: number,
  engine: EnginePacket | undefined,
  malformed: Malformed | undefined,
): Packet {
  return { kind, direction, start, end, engine, socket: undefined, malformed, header: undefined };
}

function keyOf(conn: number, direction: Direction): number {
  return conn * 2 + (direction === 'sent' ? 0 : 1);
}
