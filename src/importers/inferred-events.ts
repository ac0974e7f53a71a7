import { reasonIn } from '../session/connection-end.ts';
import type { Decoders } from '../session/decoders.ts';
import type { CaptureMs, ClientEvent, Direction, Failed, Response, WireEvent } from '../wire/wire-event.ts';
import { controlPacketsIn, type ControlPacket } from './control-packets.ts';
import { refusal } from './inferred-words.ts';

/** How far the file shows a connection to have come. */
type Standing = {
  /** Its first Engine.IO session has begun. */
  hasBegun: boolean;
  isOpen: boolean;
  /** The stream that carries its messages, once there is one. */
  stream: number | undefined;
  /** The request or stream of the handshake that is under way. */
  handshake: number | undefined;
  probing: number | undefined;
  attempts: number;
  /** Why nobody will try again: one side has said goodbye. */
  isFinal: boolean;
  readonly joined: Set<string>;
};

/**
 * Infers from what crossed the wire what the client library must have reported, for files that do not hold it: each such
 * event says `inferred` in its detail. It keeps to what the wire makes certain.
 */
export class InferredEvents {
  /** How many there were. */
  count = 0;
  /** Of each connection, those that let the client in. */
  readonly namespaces = new Map<number, Set<string>>();
  readonly #standings = new Map<number, Standing>();

  /** What was reported before `event` crossed. */
  before(event: WireEvent): readonly ClientEvent[] {
    return this.#counted(this.#before(event));
  }

  /** What was reported because of `event`. */
  after(event: WireEvent, decoders: Decoders): readonly ClientEvent[] {
    return this.#counted(this.#after(event, decoders));
  }

  #counted(events: readonly ClientEvent[]): readonly ClientEvent[] {
    this.count += events.length;
    return events;
  }

  #before(event: WireEvent): readonly ClientEvent[] {
    const standing = this.#standingOf(event.conn);
    if (!beginsSession(event, standing)) return [];
    const lost = standing.isOpen ? this.#lost(event, standing, 'transport close') : [];
    const tried = standing.hasBegun && !standing.isFinal;
    standing.hasBegun = true;
    standing.isFinal = false;
    standing.handshake = 'chan' in event ? event.chan : undefined;
    standing.stream = event.kind === 'opened' ? event.chan : undefined;
    if (!tried) return lost;
    standing.attempts++;
    return [...lost, inferred(event, 'reconnect_attempt', undefined, { attempt: standing.attempts })];
  }

  #after(event: WireEvent, decoders: Decoders): readonly ClientEvent[] {
    const standing = this.#standingOf(event.conn);
    switch (event.kind) {
      case 'frame':
      case 'request':
        return this.#packets(event, decoders, standing);
      case 'opened':
        if (standing.stream === undefined) standing.probing = event.chan;
        return [];
      case 'response':
        return event.status === 200 ? this.#packets(event, decoders, standing) : this.#failed(event, standing);
      case 'failed':
        return this.#failed(event, standing);
      case 'closed':
        if (event.chan === standing.probing) standing.probing = undefined;
        if (event.chan !== standing.stream || !standing.isOpen) return [];
        return this.#lost(event, standing, standing.isFinal ? 'forced close' : 'transport close');
      case 'client':
        // A log holds what the client library reported of its engine; the namespaces followed.
        return event.event === 'close' ? this.#lost(event, standing, reasonIn(event)).slice(1) : [];
      default:
        return [];
    }
  }

  #packets(event: WireEvent, decoders: Decoders, standing: Standing): readonly ClientEvent[] {
    return controlPacketsIn(event, decoders).flatMap((packet) => this.#packet(event, packet, decoders, standing));
  }

  #packet(event: WireEvent, packet: ControlPacket, decoders: Decoders, standing: Standing): readonly ClientEvent[] {
    const { direction } = packet;
    switch (packet.kind) {
      case 'open':
        return direction === 'received' ? this.#opened(event, packet.handshake.sid, decoders, standing) : [];
      case 'close':
        return this.#lost(event, standing, direction === 'sent' ? 'forced close' : 'transport close');
      case 'probe-answer':
        return direction === 'received' && standing.isOpen
          ? [inferred(event, 'upgrading', undefined, { transport: 'websocket' })]
          : [];
      case 'upgrade':
        if (direction !== 'sent' || event.kind !== 'frame') return [];
        standing.stream = event.chan;
        standing.probing = undefined;
        return [inferred(event, 'upgrade', undefined, { transport: event.via })];
      default:
        return this.#socket(event, packet.kind, direction, packet.socket, decoders, standing);
    }
  }

  #opened(event: WireEvent, sid: string, decoders: Decoders, standing: Standing): readonly ClientEvent[] {
    standing.isOpen = true;
    standing.handshake = undefined;
    const { attempts } = standing;
    standing.attempts = 0;
    const back = attempts > 0 ? [inferred(event, 'reconnect', undefined, { attempt: attempts })] : [];
    if (decoders.socket) return back;
    // Bare Engine.IO has no namespaces to join: being open is all there is.
    const transport = event.kind === 'frame' ? event.via : 'polling';
    return [inferred(event, 'open', undefined, { id: sid, transport }), ...back];
  }

  #socket(
    event: WireEvent,
    kind: 'CONNECT' | 'CONNECT_ERROR' | 'ERROR' | 'DISCONNECT',
    direction: Direction,
    { nsp, json }: { readonly nsp: string; readonly json: string },
    decoders: Decoders,
    standing: Standing,
  ): readonly ClientEvent[] {
    if (kind === 'DISCONNECT') return this.#left(event, nsp, direction, standing);
    if (direction === 'sent') return [];
    if (kind === 'CONNECT') {
      standing.isFinal = false;
      standing.joined.add(nsp);
      this.#nspsOf(event.conn).add(nsp);
      return [inferred(event, 'connect', nsp, admissionDetail(json))];
    }
    if (kind === 'ERROR' && decoders.socket?.version === 4 && standing.joined.has(nsp)) {
      return [inferred(event, 'error', nsp, refusal(json))];
    }
    this.#nspsOf(event.conn).add(nsp);
    return [inferred(event, 'connect_error', nsp, refusal(json))];
  }

  #left(event: WireEvent, nsp: string, direction: Direction, standing: Standing): readonly ClientEvent[] {
    if (!standing.joined.delete(nsp)) return [];
    standing.isFinal ||= standing.joined.size === 0;
    const reason = direction === 'sent' ? 'io client disconnect' : 'io server disconnect';
    return [inferred(event, 'disconnect', nsp, { reason })];
  }

  #failed(event: Failed | Response, standing: Standing): readonly ClientEvent[] {
    const { chan, conn, via } = event;
    const message = via === 'polling' ? 'xhr poll error' : 'websocket error';
    if (chan === standing.probing) {
      standing.probing = undefined;
      return [inferred(event, 'upgrade_error', undefined, { message: 'probe error' })];
    }
    if (!standing.isOpen) {
      const isHandshake = chan === standing.handshake || standing.handshake === undefined;
      standing.handshake = undefined;
      const status = event.kind === 'response' ? { description: event.status } : {};
      return isHandshake && this.#standings.has(conn)
        ? [inferred(event, 'connect_error', undefined, { message, ...status })]
        : [];
    }
    // After the upgrade the requests are given up: what still comes of them means nothing.
    const isCarrier = via === 'polling' ? standing.stream === undefined : chan === standing.stream;
    if (!isCarrier)
      return via === 'polling' ? [] : [inferred(event, 'upgrade_error', undefined, { message: 'probe error' })];
    return this.#lost(event, standing, standing.isFinal ? 'forced close' : 'transport error');
  }

  #lost(event: WireEvent, standing: Standing, reason: string): readonly ClientEvent[] {
    if (!standing.isOpen) return [];
    standing.isOpen = false;
    standing.stream = undefined;
    standing.probing = undefined;
    const left = [...standing.joined].map((nsp) => inferred(event, 'disconnect', nsp, { reason }));
    standing.joined.clear();
    return [inferred(event, 'close', undefined, { reason }), ...left];
  }

  #nspsOf(conn: number): Set<string> {
    const known = this.namespaces.get(conn) ?? new Set();
    this.namespaces.set(conn, known);
    return known;
  }

  #standingOf(conn: number): Standing {
    const known = this.#standings.get(conn);
    if (known) return known;
    const standing: Standing = {
      hasBegun: false,
      isOpen: false,
      stream: undefined,
      handshake: undefined,
      probing: undefined,
      attempts: 0,
      isFinal: false,
      joined: new Set(),
    };
    this.#standings.set(conn, standing);
    return standing;
  }
}

function beginsSession(event: WireEvent, { handshake, isOpen }: Standing): boolean {
  if (event.kind === 'request') return !hasSid(event.url);
  if (event.kind === 'opened') return event.via === 'websocket' && !hasSid(event.url);
  // A WebSocket that never opened is known by its failure alone.
  return event.kind === 'failed' && event.via !== 'polling' && !isOpen && handshake === undefined;
}

function hasSid(url: string): boolean {
  return /[?&]sid=/.test(url);
}

function inferred(event: WireEvent, name: string, nsp: string | undefined, detail: object): ClientEvent {
  const at: CaptureMs = event.at;
  const common = { at, conn: event.conn, kind: 'client', event: name, detail: { ...detail, inferred: true } } as const;
  return nsp === undefined ? common : { ...common, nsp };
}

/** Socket.IO 5 gives the socket its id here; before, it was made of the Engine.IO session's. */
function admissionDetail(json: string): object {
  try {
    const payload: unknown = JSON.parse(json);
    return typeof payload === 'object' && payload !== null && 'sid' in payload ? { id: payload.sid } : {};
  } catch {
    return {};
  }
}
