import { Pairs } from '../../projections/pairs.ts';
import { partOf } from '../../projections/projection.ts';
import { RecoveryOffsets } from '../../projections/recovery-offsets.ts';
import { withAttachments } from '../../protocol/socketio/attachments.ts';
import { eventName } from '../../protocol/socketio/event-name.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import { withoutOffset } from '../../protocol/socketio/recovery.ts';
import type { Entry, Packet } from '../../session/entry.ts';
import type { Direction } from '../../wire/wire-event.ts';
import { befallenIn, befallenOf } from './befallen.ts';
import type { Audience, SaidKind } from './said.ts';

/** Waits for attachments. */
type Incomplete = {
  readonly number: number;
  readonly json: string;
  readonly wanted: number;
  readonly bytes: Uint8Array[];
};

/** Hears a session entry by entry: who said what, and what was the answer. */
export class Listener {
  readonly #audience: Audience;
  readonly #pairs = new Pairs<number>();
  readonly #offsets: Pick<RecoveryOffsets, 'isIn'>;
  /** By connection and direction. */
  readonly #incomplete = new Map<number, Incomplete>();

  constructor(audience: Audience, offsets: Pick<RecoveryOffsets, 'isIn'> = new RecoveryOffsets()) {
    this.#audience = audience;
    this.#offsets = offsets;
  }

  step(entry: Entry): void {
    const { event } = entry;
    // Sockscope's own checks are no part of the conversation.
    if (event.probe !== undefined) return;
    const befallen = befallenOf(event);
    if (befallen) {
      const { value, ...rest } = befallen;
      this.#complete({ ...rest, conn: event.conn, seq: entry.seq, part: 0, at: event.at }, value);
    }
    if (event.kind === 'client') this.#pairs.lostBy(event);
    for (const [index, packet] of entry.packets.entries()) this.#packet(entry, packet, partOf(entry, index));
  }

  #packet(entry: Entry, packet: Packet, part: number): void {
    this.#pairs.lostBefore(entry, packet);
    const { conn, at } = entry.event;
    const { kind, direction, socket } = packet;
    if (kind === 'attachment') return this.#attach(conn, packet);
    const place = { conn, seq: entry.seq, part, at };
    if (!socket) {
      const befallen = befallenIn(entry.event, packet);
      if (!befallen) return;
      const { value, ...rest } = befallen;
      this.#complete({ ...rest, ...place }, value);
      return;
    }
    const hasOffset = this.#offsets.isIn(conn, packet);
    const json = hasOffset ? withoutOffset(socket.json) : socket.json;
    const said = { ...place, nsp: socket.nsp, direction, kind: kindOf(packet), name: nameOf(socket), hasOffset };
    const number = this.#audience.said(said);
    const note = this.#pairs.packet(entry, packet, number);
    const isAnswer = kind === 'ACK' || kind === 'BINARY_ACK';
    if (isAnswer && note?.kind === 'answer') this.#audience.answered(note.question, number);
    const isWaiting = socket.attachments > 0 && !socket.packed;
    if (this.#incomplete.size > 0) this.#incomplete.delete(keyOf(conn, direction));
    if (!isWaiting) return this.#audience.complete(number, valueOf(packet, json, socket.packed?.buffers ?? []));
    const incomplete = { number, json, wanted: socket.attachments, bytes: [] };
    this.#incomplete.set(keyOf(conn, direction), incomplete);
    // What stands if they never come.
    this.#audience.complete(number, valueOf(packet, json, []));
  }

  #attach(conn: number, { direction, engine }: Packet): void {
    const key = keyOf(conn, direction);
    const incomplete = this.#incomplete.get(key);
    if (!incomplete || engine?.type !== 'message' || typeof engine.body === 'string') return;
    incomplete.bytes.push(engine.body);
    if (incomplete.bytes.length < incomplete.wanted) return;
    this.#incomplete.delete(key);
    const value = withAttachments(incomplete.json, incomplete.bytes);
    if (value.ok) this.#audience.complete(incomplete.number, argumentsIn(value.value));
  }

  #complete(said: Parameters<Audience['said']>[0], value: unknown): void {
    this.#audience.complete(this.#audience.said(said), value);
  }
}

function keyOf(conn: number, direction: Direction): number {
  return conn * 2 + (direction === 'sent' ? 0 : 1);
}

function kindOf({ kind }: Packet): SaidKind {
  switch (kind) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return 'event';
    case 'ACK':
    case 'BINARY_ACK':
      return 'answer';
    default:
      return 'socket';
  }
}

function nameOf(packet: SocketPacket): string {
  return eventName(packet) ?? packet.type;
}

function valueOf({ kind, direction }: Packet, json: string, buffers: readonly Uint8Array[]): unknown {
  if (json === '') return kind === 'CONNECT' ? {} : [];
  const value = buffers.length === 0 ? plainValue(json) : attachedValue(json, buffers);
  if (kind === 'CONNECT') return direction === 'received' ? withoutNames(value) : value;
  return kind === 'EVENT' || kind === 'BINARY_EVENT' ? argumentsIn(value) : value;
}

/** Without the event's name, so that `[0]` is its first argument. */
function argumentsIn(value: unknown): unknown {
  return Array.isArray(value) && typeof value[0] === 'string' ? value.slice(1) : value;
}

function attachedValue(json: string, buffers: readonly Uint8Array[]): unknown {
  const value = withAttachments(json, buffers);
  return value.ok ? value.value : plainValue(json);
}

/** Decoding has found it valid. */
function plainValue(json: string): unknown {
  return JSON.parse(json);
}

/** A socket's names are new each time: that they differ says nothing. */
function withoutNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'sid' && name !== 'pid'));
}
