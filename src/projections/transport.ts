import { decodeHandshake } from '../protocol/engineio/handshake.ts';
import type { Handshake } from '../protocol/engineio/packet.ts';
import { endsConnection, reasonIn } from '../session/connection-end.ts';
import type { Entry, Packet } from '../session/entry.ts';
import type { ClientEvent, Closed, Failed, Opened, Request, WireEvent } from '../wire/wire-event.ts';
import type { TransportView } from './insight-view.ts';
import type { Projection } from './projection.ts';
import { partOf } from './projection.ts';
import { Reconnects } from './reconnects.ts';
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
  /** When the connection last turned to its transport: a WebSocket says only when it is open. */
  readonly #turnedAt = new Map<number, number>();

  step(entry: Entry): void {
    const { event, seq } = entry;
    if (event.probe !== undefined) return;
    const row: RowId = { seq, part: 0 };
    switch (event.kind) {
      case 'request':
        if (!hasSid(event.url)) this.#begin(event).handshakeAsked(row, event);
        break;
      case 'response':
        this.#channels.delete(event.chan);
        break;
      case 'opened': {
        const story = this.#isUpgrade(event) ? this.#current.get(event.conn) : this.#begin(event);
        if (story) this.#channels.set(event.chan, story);
        story?.streamOpened(row, event, this.#turnedAt.get(event.conn) ?? event.at);
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
      default:
    }
    entry.packets.forEach((packet, index) => this.#packet(entry, packet, { seq, part: partOf(entry, index) }));
  }

  view(): TransportView {
    return {
      stories: this.#stories.slice(-SHOWN).map((story) => story.view()),
      reconnects: this.#reconnects.view(SHOWN),
    };
  }

  /** Of the `reconnect_attempt` in entry `seq`, in ms. */
  waitedMs(seq: number): number | undefined {
    return this.#reconnects.waitedMs(seq);
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
    else if (kind === 'upgrade') story.upgraded(row, event.at);
  }

  #opened(story: StoryBuilder, row: RowId, event: WireEvent, { sid, maxPayload }: Handshake, text: string): void {
    const { at, conn, kind } = event;
    story.opened(row, at, sid, text, kind === 'frame' ? event.via : undefined);
    this.#reconnects.opened(conn, sid);
    if (maxPayload === undefined) this.maxPayload.delete(conn);
    else this.maxPayload.set(conn, maxPayload);
  }

  #client(row: RowId, event: ClientEvent): void {
    const story = this.#current.get(event.conn);
    if (endsConnection(event)) story?.lost(row, event.at, reasonIn(event));
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
