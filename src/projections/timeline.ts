import { eventName } from '../protocol/socketio/event-name.ts';
import { partIn } from '../protocol/engineio/span.ts';
import { seq, type Entry, type Packet } from '../session/entry.ts';
import { directionOf, payloadOf, type Payload, type WireEvent } from '../wire/wire-event.ts';
import { Names } from './names.ts';
import { Pairs, type PairNote } from './pairs.ts';
import type { RowId } from './row.ts';
import { RecoveryOffsets } from './recovery-offsets.ts';
import { RowColumns } from './row-columns.ts';
import { sizeOf } from './row-part.ts';

/** The rows of all entries, as columns; row numbers are dense and never change. */
export class Timeline {
  readonly columns = new RowColumns();
  readonly nsps = new Names();
  readonly events = new Names();
  readonly #pairs = new Pairs<number>();
  /** Sockscope's own checks ask and answer beside the connection. */
  readonly #probePairs = new Pairs<number>();
  readonly #offsets = new RecoveryOffsets();
  /** Connections whose probe was answered: the next noop ends their pending poll. */
  readonly #probed = new Set<number>();
  /** Names of Socket.IO events in the order of their first appearance, for completion. */
  readonly eventNames: string[] = [];
  /** By number in `events`: whether it is among `eventNames`. The words of client and user stand in `events`, too. */
  readonly #isEventName: boolean[] = [];
  /** Socket.IO packets so far, for rates. */
  sent = 0;
  received = 0;

  step(entry: Entry): void {
    const { event, packets } = entry;
    if (event.kind === 'client' && event.probe === undefined) this.#lose(this.#pairs.lostBy(event));
    if (event.kind !== 'frame') {
      const row = this.columns.add({
        seq: entry.seq,
        part: 0,
        kind: event.kind,
        conn: event.conn,
        direction: event.kind === 'failed' && event.via === 'polling' ? 'received' : directionOf(event),
        isUpgrade: false,
        hasOffset: false,
        isBinary: false,
        isProbe: event.probe !== undefined,
        sizeBytes: sizeOf(payloadOf(event)),
        ackId: undefined,
        nsp: event.kind === 'client' ? this.nsps.numberOf(event.nsp) : 0,
        event: this.events.numberOf(wordOf(event)),
      });
      this.#join(row, this.#pairs.exchange(entry, row));
    }
    const firstPart = event.kind === 'frame' ? 0 : 1;
    let i = firstPart;
    for (const packet of packets) this.#packet(entry, packet, i++);
  }

  /** Row number of `id`; undefined where there is no such row. */
  rowOf({ seq, part }: RowId): number | undefined {
    const row = this.columns.firstOf(seq) + part;
    return row < this.columns.length && this.columns.seq(row) === seq ? row : undefined;
  }

  idOf(row: number): RowId {
    return { seq: seq(this.columns.seq(row)), part: this.columns.part(row) };
  }

  #packet(entry: Entry, packet: Packet, part: number): void {
    const { socket, kind } = packet;
    const { event } = entry;
    const isProbe = event.probe !== undefined;
    if (socket && !isProbe) {
      if (packet.direction === 'sent') this.sent++;
      else this.received++;
    }
    const row = this.columns.add({
      seq: entry.seq,
      part,
      kind,
      conn: event.conn,
      direction: packet.direction,
      isUpgrade: !isProbe && this.#isUpgrade(event.conn, packet),
      hasOffset: !isProbe && this.#offsets.isIn(event.conn, packet),
      isBinary: isBinary(packet),
      isProbe,
      sizeBytes: sizeOf(payloadOfPacket(event, packet)),
      ackId: socket?.id,
      nsp: socket ? this.nsps.numberOf(socket.nsp) : 0,
      event: kind === 'EVENT' || kind === 'BINARY_EVENT' ? this.#eventNumber(socket && eventName(socket), isProbe) : 0,
    });
    if (!isProbe) {
      this.#lose(this.#pairs.lostBefore(entry, packet));
      this.#join(row, this.#pairs.packet(entry, packet, row));
    } else this.#joinProbe(row, this.#probePairs.packet(entry, packet, row));
  }

  #lose(questions: readonly number[]): void {
    for (const row of questions) this.columns.setOpenQuestion(row, false);
  }

  /** What a check asks may stay unanswered: nobody waits for it. */
  #joinProbe(row: number, note: PairNote<number>): void {
    if (note?.kind === 'answer') this.columns.join(note.question, row);
  }

  #eventNumber(name: string | undefined, isProbe: boolean): number {
    const number = this.events.numberOf(name);
    if (name !== undefined && !isProbe && !this.#isEventName[number]) {
      this.#isEventName[number] = true;
      this.eventNames.push(name);
    }
    return number;
  }

  #join(row: number, note: PairNote<number>): void {
    if (note?.kind === 'question') {
      this.columns.setOpenQuestion(row, true);
      if (note.displaced !== undefined) this.columns.setOpenQuestion(note.displaced, false);
    }
    if (note?.kind !== 'answer') return;
    this.columns.join(note.question, row);
    // An ACK names no event on the wire: it shows and is found by its question's.
    this.columns.takeEvent(row, note.question);
  }

  #isUpgrade(conn: number, { kind, engine }: Packet): boolean {
    switch (kind) {
      case 'ping':
        return engine?.type === 'ping' && engine.text === 'probe';
      case 'pong':
        if (engine?.type !== 'pong' || engine.text !== 'probe') return false;
        this.#probed.add(conn);
        return true;
      case 'upgrade':
        return true;
      case 'noop':
        return this.#probed.delete(conn);
      default:
        return false;
    }
  }
}

/** What stands for attachments that never came carries nothing. */
function payloadOfPacket(event: WireEvent, { start, end, malformed }: Packet): Payload | undefined {
  if (malformed?.reason === 'attachment-missing') return undefined;
  const payload = payloadOf(event);
  return event.kind === 'frame' || payload === undefined ? payload : partIn(payload, { start, end });
}

function isBinary({ kind, engine, socket }: Packet): boolean {
  if (socket) return socket.attachments > 0 || (socket.packed?.buffers.length ?? 0) > 0;
  return kind === 'attachment' || (kind === 'message' && engine?.type === 'message' && typeof engine.body !== 'string');
}

function wordOf(event: WireEvent): string | undefined {
  if (event.kind === 'client') return event.event;
  return event.kind === 'user' ? event.action : undefined;
}
