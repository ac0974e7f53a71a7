import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { Handshake } from '../protocol/engineio/packet.ts';
import { endsConnection, reasonIn } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import {
  payloadOf,
  type ClientEvent,
  type Closed,
  type Failed,
  type Frame,
  type Opened,
  type Request,
  type WireEvent,
} from '../wire/wire-event.ts';
import { Channels } from './channels.ts';
import type { TransportView } from './transport-view.ts';
import type { Projection } from './projection.ts';
import { partOf } from './projection.ts';
import { Reconnects } from './reconnects.ts';
import { sizeOf } from './row-part.ts';
import type { RowId } from './row.ts';
import { StoryBuilder } from './upgrade-story.ts';

const SHOWN = 50;

/** How each engine session found its transport, and how often the connection was lost and came back. */
export class Transport implements Projection<TransportView> {
  /** By connection, from its last handshake, where the server tells: what one packet may weigh, in bytes. */
  readonly maxPayload = new Map<number, number>();
  readonly #stories: StoryBuilder[] = [];
  readonly #current = new Map<number, StoryBuilder>();
  /** Whose a handshake's request or a WebSocket is: one that died in silence may close when the next session has begun. */
  readonly #channels = new Map<number, StoryBuilder>();
  readonly #reconnects = new Reconnects();
  readonly #totals = new Channels();
  /** When the connection last turned to its transport: a WebSocket says only when it is open. */
  readonly #turnedAt = new Map<number, number>();

  /** `bytes`: of the event's payload. */
  step(entry: Entry, bytes = sizeOf(payloadOf(entry.event)) ?? 0): void {
    const { event, seq } = entry;
    if (event.probe !== undefined) return;
    if (event.kind === 'frame') this.#totals.frame(entry, event, bytes);
    else this.#event(entry, event, { seq, part: 0 }, bytes);
    for (const [index, packet] of entry.packets.entries()) {
      // Nearly all of them, and none is part of a story.
      if (packet.kind !== 'EVENT') this.#packet(entry, packet, { seq, part: partOf(entry, index) });
    }
  }

  view(conn?: number): TransportView {
    const stories = conn === undefined ? this.#stories : this.#stories.filter((story) => story.conn === conn);
    return {
      stories: stories.slice(-SHOWN).map((story) => story.view()),
      reconnects: this.#reconnects.view(SHOWN, conn),
      ...this.#totals.view(conn),
    };
  }

  /** Of the `reconnect_attempt` in entry `seq`, in ms. */
  waitedMs(seq: number): number | undefined {
    return this.#reconnects.waitedMs(seq);
  }

  #event(entry: Entry, event: Exclude<WireEvent, Frame>, row: RowId, bytes: number): void {
    switch (event.kind) {
      case 'request':
        this.#totals.request(row, entry, event, bytes, !hasSid(event.url));
        if (!hasSid(event.url)) this.#begin(event).handshakeAsked(row, event);
        break;
      case 'response':
        this.#channels.delete(event.chan);
        this.#totals.response(entry, event, bytes);
        break;
      case 'opened': {
        const { chan, conn, via, at } = event;
        const story = this.#isUpgrade(event) ? this.#current.get(conn) : this.#begin(event);
        if (story) this.#channels.set(chan, story);
        story?.streamOpened(row, event, this.#turnedAt.get(conn) ?? at);
        this.#totals.opened(row, chan, conn, via, at);
        break;
      }
      case 'failed':
      case 'closed':
        this.#ended(row, event);
        break;
      case 'client':
        this.#client(row, event);
        break;
      case 'user':
        if (event.action === 'connect') this.#turnedAt.set(event.conn, event.at);
        break;
    }
  }

  /** The URL of a WebTransport session tells no sid: the client sends it in its first packet. */
  #isUpgrade({ via, url, conn }: Opened): boolean {
    return via === 'websocket' ? hasSid(url) : this.#current.get(conn)?.mayUpgrade === true;
  }

  #begin({ conn, chan }: Request | Opened): StoryBuilder {
    const story = new StoryBuilder(conn);
    this.#stories.push(story);
    this.#current.set(conn, story);
    this.#channels.set(chan, story);
    return story;
  }

  #ended(row: RowId, event: Failed | Closed): void {
    // A WebSocket that never opened has told nobody whose it is; of polling, only the handshake's request counts.
    const stray = event.via === 'polling' ? undefined : this.#current.get(event.conn);
    (this.#channels.get(event.chan) ?? stray)?.failed(row, event);
    this.#totals.ended(row, event);
    // Browsers report a failed WebSocket twice: it fails, then it closes.
    if (event.kind === 'closed' || event.via === 'polling') this.#channels.delete(event.chan);
  }

  #packet({ event }: Entry, packet: Packet, row: RowId): void {
    const { engine, kind, direction, socket } = packet;
    const story = this.#current.get(event.conn);
    if (!story || !engine) return;
    if (kind === 'open' && engine.type === 'open' && direction === 'received') {
      const handshake = decodeHandshake(engine.text);
      if (handshake.ok) this.#opened(story, row, event, handshake.value, `0${engine.text}`);
      this.#turnedAt.set(event.conn, event.at);
    } else if (kind === 'CONNECT') story.connect(row, event.at, direction, socket ? `40${shown(socket.nsp)}` : '40');
    else if ((engine.type === 'ping' || engine.type === 'pong') && engine.text === 'probe') {
      story.probe(row, event.at, packet);
    } else if (kind === 'noop') story.noop(row, event.at);
    else if (kind === 'upgrade' && event.kind === 'frame') {
      story.upgraded(row, event.at, this.#totals.pollingOf(event.conn), this.#totals.streamOf(event.chan));
      this.#totals.endPolling(event.conn, event.at, { kind: 'upgraded', text: event.via });
    }
  }

  #opened(story: StoryBuilder, row: RowId, event: WireEvent, { sid, maxPayload }: Handshake, text: string): void {
    const { at, conn, kind } = event;
    story.opened(row, at, sid, text, kind === 'frame' ? event.via : undefined);
    const channel = kind === 'frame' ? this.#totals.streamOf(event.chan) : this.#totals.pollingOf(conn);
    if (channel) channel.sid = sid;
    this.#reconnects.opened(conn, sid);
    if (maxPayload === undefined) this.maxPayload.delete(conn);
    else this.maxPayload.set(conn, maxPayload);
  }

  #client(row: RowId, event: ClientEvent): void {
    const story = this.#current.get(event.conn);
    if (endsConnection(event)) {
      story?.lost(row, event.at, reasonIn(event));
      this.#totals.endPolling(event.conn, event.at, { kind: 'closed', text: reasonIn(event) });
    }
    if (event.event === 'upgrade_error') story?.explainFailure(row, event);
    if (event.event === 'disconnect') story?.explainEnd(reasonIn(event));
    if (event.event === 'reconnect_attempt') this.#turnedAt.set(event.conn, event.at);
    this.#reconnects.step(row, event, story?.isOver !== false);
  }
}

function hasSid(url: string): boolean {
  return /[?&]sid=/.test(url);
}

function shown(nsp: string): string {
  return nsp === '/' ? '' : `${nsp},`;
}
