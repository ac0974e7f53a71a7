import type { Entry, Packet } from '../session/entry.ts';
import type { Closed, Direction, Failed, Frame, Request, Response, Via } from '../wire/wire-event.ts';
import { framingBytes } from './framing.ts';
import { PollingCycles } from './polling-cycles.ts';
import type { RowId } from './row.ts';
import type { ChannelEnd, ChannelView, Flow, TransportView } from './transport-view.ts';

const SHOWN = 50;
const KEPT = 1000;

type Counted = { -readonly [Name in keyof Flow]: Flow[Name] };

/** A WebSocket, a WebTransport stream, or all the polling of one Engine.IO session. */
export class Channel {
  readonly conn: number;
  readonly via: Via;
  readonly row: RowId;
  readonly openedAt: number;
  readonly cycles: PollingCycles | undefined;
  readonly sent: Counted = { packets: 0, messages: 0, bytes: 0, framingBytes: 0 };
  readonly received: Counted = { packets: 0, messages: 0, bytes: 0, framingBytes: 0 };
  sid: string | undefined;
  #endedAt: number | undefined;
  #end: ChannelEnd | undefined;

  constructor(conn: number, via: Via, row: RowId, openedAt: number) {
    this.conn = conn;
    this.via = via;
    this.row = row;
    this.openedAt = openedAt;
    this.cycles = via === 'polling' ? new PollingCycles() : undefined;
  }

  end(at: number, end: ChannelEnd): void {
    // Browsers report a failed WebSocket twice: it fails, then it closes.
    if (this.#end) return;
    this.#endedAt = at;
    this.#end = end;
  }

  count(direction: Direction, packets: readonly Packet[], bytes: number): void {
    const flow = this[direction];
    flow.bytes += bytes;
    for (const { engine, start, end, malformed } of packets) {
      // What never came stands among the packets, too, without a place.
      if (malformed && start === end) continue;
      flow.packets++;
      if (engine?.type === 'message') flow.messages++;
    }
  }

  view(): ChannelView {
    return {
      conn: this.conn,
      via: this.via,
      row: this.row,
      ...(this.sid === undefined ? {} : { sid: this.sid }),
      openedAt: this.openedAt,
      ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
      ...(this.#end && { end: this.#end }),
      sent: { ...this.sent },
      received: { ...this.received },
      ...(this.cycles && { polling: this.cycles.view() }),
    };
  }
}

/** What each channel carried, how long it was open and how it ended. */
export class Channels {
  #all: Channel[] = [];
  /** By number, those whose end has not been told. */
  readonly #streams = new Map<number, Channel>();
  /** By connection, of its newest Engine.IO session; and by request, which may outlive that. */
  readonly #polling = new Map<number, Channel>();
  readonly #requests = new Map<number, Channel>();
  readonly #counts = new Map<number, number>();

  view(conn?: number): Pick<TransportView, 'channels' | 'channelCount'> {
    const all = conn === undefined ? this.#all : this.#all.filter((channel) => channel.conn === conn);
    let channelCount = 0;
    for (const [of, count] of this.#counts) if (conn === undefined || of === conn) channelCount += count;
    return { channels: all.slice(-SHOWN).map((channel) => channel.view()), channelCount };
  }

  streamOf(chan: number): Channel | undefined {
    return this.#streams.get(chan);
  }

  pollingOf(conn: number): Channel | undefined {
    return this.#polling.get(conn);
  }

  opened(row: RowId, chan: number, conn: number, via: Via, at: number): void {
    this.#streams.set(chan, this.#add(new Channel(conn, via, row, at)));
  }

  frame({ packets }: Entry, { chan, via, dir, payload }: Frame, bytes: number): void {
    const channel = this.#streams.get(chan);
    if (!channel) return;
    const framing = framingBytes(via, dir === 'sent', bytes);
    channel[dir].framingBytes += framing;
    const isInFrame = via === 'webtransport' && typeof payload !== 'string';
    channel.count(dir, packets, isInFrame ? bytes - framing : bytes);
  }

  /** `isFirst`: with it an Engine.IO session begins. */
  request(row: RowId, entry: Entry, event: Request, bytes: number, isFirst: boolean): void {
    const known = isFirst ? undefined : this.#polling.get(event.conn);
    const channel = known ?? this.#add(new Channel(event.conn, 'polling', row, event.at));
    this.#polling.set(event.conn, channel);
    this.#requests.set(event.chan, channel);
    channel.count('sent', entry.packets, bytes);
    channel.cycles?.requested(entry, event);
  }

  response(entry: Entry, event: Response, bytes: number): void {
    const channel = this.#requests.get(event.chan);
    this.#requests.delete(event.chan);
    // The "ok" that answers a POST is part of its HTTP.
    channel?.count('received', entry.packets, entry.packets.length > 0 ? bytes : 0);
    channel?.cycles?.responded(entry, event);
  }

  ended(row: RowId, event: Failed | Closed): void {
    const { via, chan, conn, at } = event;
    if (via === 'polling') {
      this.#requests.get(chan)?.cycles?.failed(chan);
      this.#requests.delete(chan);
      return;
    }
    // It has failed before it was open.
    if (!this.#streams.has(chan)) this.opened(row, chan, conn, via, at);
    this.#streams.get(chan)?.end(at, endOf(event));
    if (event.kind === 'closed') this.#streams.delete(chan);
  }

  endPolling(conn: number, at: number, end: ChannelEnd): void {
    this.#polling.get(conn)?.end(at, end);
  }

  #add(channel: Channel): Channel {
    this.#all.push(channel);
    this.#counts.set(channel.conn, (this.#counts.get(channel.conn) ?? 0) + 1);
    if (this.#all.length >= 2 * KEPT) this.#all = this.#all.slice(-KEPT);
    return channel;
  }
}

function endOf(event: Failed | Closed): ChannelEnd {
  if (event.kind === 'failed') return { kind: 'failed', text: event.message };
  return { kind: event.clean ? 'closed' : 'failed', text: `${event.code} ${event.reason}`.trim() };
}
