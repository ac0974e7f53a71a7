import type { Result } from '../base/result.ts';
import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { EnginePacket } from '../protocol/engineio/packet.ts';
import type { Span } from '../protocol/engineio/payload-v4.ts';
import type { EngineProtocol } from '../protocol/engineio/protocol.ts';
import { ENGINE_IO_4 } from '../protocol/engineio/protocol.ts';
import { placedAt, type Malformed } from '../protocol/malformed.ts';
import type { SocketProtocol } from '../protocol/socketio/protocol.ts';
import { SOCKET_IO_5 } from '../protocol/socketio/protocol.ts';
import type { Direction, Payload, Request, Response, WireEvent } from '../wire/wire-event.ts';
import { endsConnection } from './connection-end.ts';
import type { Entry, Packet, PacketKind, Seq } from './entry.ts';

export type Decoders = { readonly engine: EngineProtocol; readonly socket: SocketProtocol };

const CURRENT: Decoders = { engine: ENGINE_IO_4, socket: SOCKET_IO_5 };
const NOTHING: readonly Packet[] = [];

type DecodedEngine = Result<EnginePacket, Malformed>;

/** A binary packet whose attachments have not all come. */
type Incomplete = { readonly header: Seq; readonly wanted: number; got: number };

/**
 * Decodes a log entry by entry. It remembers what a single frame does not say: which request a response answers, and
 * which binary packet waits for attachments.
 */
export class Transcriber {
  readonly #decodersOf: (conn: number) => Decoders;
  readonly #methods = new Map<number, string>();
  /** By connection and direction: the official decoder, too, has one for each, whatever the channel. */
  readonly #incomplete = new Map<number, Incomplete>();

  constructor(decodersOf: (conn: number) => Decoders = () => CURRENT) {
    this.#decodersOf = decodersOf;
  }

  transcribe(seq: Seq, event: WireEvent): Entry {
    return { seq, event, packets: this.#packets(seq, event) };
  }

  #packets(seq: Seq, event: WireEvent): readonly Packet[] {
    switch (event.kind) {
      case 'frame':
        return this.#frame(seq, event.conn, event.dir, event.payload);
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
        return endsConnection(event) ? this.#abandon(event.conn) : NOTHING;
      default:
        return NOTHING;
    }
  }

  #frame(seq: Seq, conn: number, direction: Direction, payload: Payload): readonly Packet[] {
    const decoded = this.#decodersOf(conn).engine.decodeFrame(payload);
    const abandoned = this.#lostBefore(conn, direction, decoded);
    const packet = this.#packet(seq, conn, direction, { start: 0, end: payload.length }, decoded);
    return abandoned ? [packet, abandoned] : [packet];
  }

  /** What a body says of attachments that never came stands behind its packets, so that their numbering holds. */
  #body(seq: Seq, { conn, payload }: Request | Response, direction: Direction): readonly Packet[] {
    if (typeof payload !== 'string') return NOTHING;
    const { engine } = this.#decodersOf(conn);
    const packets: Packet[] = [];
    const abandoned: Packet[] = [];
    for (const span of engine.splitPayload(payload)) {
      const decoded = engine.decodePart(payload.slice(span.start, span.end));
      const lost = this.#lostBefore(conn, direction, decoded);
      if (lost) abandoned.push(lost);
      packets.push(this.#packet(seq, conn, direction, span, decoded));
    }
    return [...packets, ...abandoned];
  }

  #packet(seq: Seq, conn: number, direction: Direction, { start, end }: Span, decoded: DecodedEngine): Packet {
    if (!decoded.ok) return packetOf('malformed', direction, start, end, undefined, decoded.error);
    const engine = decoded.value;
    if (engine.type !== 'message') {
      const handshake = engine.type === 'open' ? decodeHandshake(engine.text) : undefined;
      if (!handshake || handshake.ok) return packetOf(engine.type, direction, start, end, engine, undefined);
      return packetOf('malformed', direction, start, end, engine, placedAt(1, handshake.error));
    }
    if (typeof engine.body !== 'string') {
      const { kind, malformed, header } = this.#attachment(conn, direction);
      return { kind, direction, start, end, engine, socket: undefined, malformed, header };
    }
    const message = this.#decodersOf(conn).socket.decodePacket(engine.body);
    if (!message.ok) return packetOf('malformed', direction, start, end, engine, placedAt(1, message.error));
    const socket = message.value;
    if (socket.attachments > 0) {
      this.#incomplete.set(keyOf(conn, direction), { header: seq, wanted: socket.attachments, got: 0 });
    }
    return { kind: socket.type, direction, start, end, engine, socket, malformed: undefined, header: undefined };
  }

  #attachment(conn: number, direction: Direction): Pick<Packet, 'kind' | 'malformed' | 'header'> {
    const key = keyOf(conn, direction);
    const waiting = this.#incomplete.get(key);
    if (!waiting) {
      return { kind: 'malformed', malformed: { reason: 'attachment-unexpected', offset: 0 }, header: undefined };
    }
    waiting.got++;
    if (waiting.got === waiting.wanted) this.#incomplete.delete(key);
    return { kind: 'attachment', malformed: undefined, header: waiting.header };
  }

  /** A text message where bytes were due: the decoder of the other side gives up here. */
  #lostBefore(conn: number, direction: Direction, decoded: DecodedEngine): Packet | undefined {
    if (this.#incomplete.size === 0 || !decoded.ok || decoded.value.type !== 'message') return undefined;
    return typeof decoded.value.body === 'string' ? this.#lost(conn, direction) : undefined;
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
