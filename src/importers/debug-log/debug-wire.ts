import { concatBytes, utf8Bytes } from '../../base/bytes.ts';
import { captureMs, type Direction, type WireEvent } from '../../wire/wire-event.ts';

/** A binary frame of which the log shows nothing. */
export const NOT_SHOWN: unique symbol = Symbol('bytes that the log does not show');

/** What a log tells, written down as what crossed the wire of one connection. */
export class DebugWire {
  readonly events: WireEvent[] = [];
  /** Of the last request; a WebSocket's own is not printed, and is made of it. */
  url: string;
  unseenBytes = 0;
  #chans = 0;
  #stream: number | undefined;
  #sid: string | undefined;
  readonly #gets: number[] = [];
  /** Binary frames that a packet has announced. */
  readonly #awaited: Record<Direction, number> = { sent: 0, received: 0 };

  constructor(url: string) {
    this.url = url;
  }

  get version(): 3 | 4 {
    return /[?&]EIO=3\b/.test(this.url) ? 3 : 4;
  }

  request(at: number, method: string, url: string, body: string | undefined): void {
    this.url = url;
    const chan = ++this.#chans;
    if (method === 'GET') this.#gets.push(chan);
    const payload = body === undefined ? {} : { payload: body };
    this.events.push({ at: captureMs(at), conn: 1, kind: 'request', chan, via: 'polling', method, url, ...payload });
  }

  /** Of the oldest GET that waits for one. */
  answer(at: number, payload: string): void {
    const chan = this.#gets.shift();
    if (chan === undefined) return;
    this.#learnSid(payload);
    this.events.push({ at: captureMs(at), conn: 1, kind: 'response', chan, via: 'polling', status: 200, payload });
  }

  /** A packet whose type the log tells apart from its data: bytes have none on the wire. */
  packet(at: number, dir: Direction, packet: string | typeof NOT_SHOWN): void {
    const isBytes = packet !== NOT_SHOWN && this.#awaited[dir] > 0;
    this.frame(at, dir, isBytes ? packet.slice(1) : packet);
  }

  /** A frame as it crossed. */
  frame(at: number, dir: Direction, packet: string | typeof NOT_SHOWN): void {
    const chan = this.openStream(at);
    if (packet === NOT_SHOWN || this.#awaited[dir] > 0) return this.#attachment(at, chan, dir, packet);
    const [, attachments = '0'] = /^4[56](\d{1,4})-/.exec(packet) ?? [];
    this.#awaited[dir] = Number(attachments);
    this.#learnSid(packet);
    this.events.push({ at: captureMs(at), conn: 1, kind: 'frame', chan, via: 'websocket', dir, payload: packet });
  }

  openStream(at: number): number {
    if (this.#stream !== undefined) return this.#stream;
    const chan = ++this.#chans;
    this.#stream = chan;
    this.events.push({ at: captureMs(at), conn: 1, kind: 'opened', chan, via: 'websocket', url: this.#streamUrl() });
    return chan;
  }

  /** What the client says of the end of its session, or of an attempt that did not come to one. */
  lost(at: number, reason: string): void {
    const [asked] = this.#gets;
    if (this.#sid === undefined && asked !== undefined) {
      this.#gets.length = 0;
      this.events.push({ at: captureMs(at), conn: 1, kind: 'failed', chan: asked, via: 'polling', message: reason });
      return;
    }
    this.#stream = undefined;
    this.#sid = undefined;
    this.#awaited.sent = 0;
    this.#awaited.received = 0;
    this.#gets.length = 0;
    this.events.push({ at: captureMs(at), conn: 1, kind: 'client', event: 'close', detail: { reason } });
  }

  #learnSid(packets: string): void {
    const [, sid] = /0\{"sid":"([^"]+)"/.exec(packets.slice(0, 200)) ?? [];
    if (sid !== undefined && /^(?:\d+:)?0\{/.test(packets)) this.#sid = sid;
  }

  #streamUrl(): string {
    const [, base = this.url] = /^([^?]*)/.exec(this.url) ?? [];
    const sid = this.#sid === undefined ? '' : `&sid=${this.#sid}`;
    return `${base.replace(/^http/, 'ws')}?EIO=${this.version}&transport=websocket${sid}`;
  }

  /** Bytes are printed as if they were text in UTF-8: what was none is lost. */
  #attachment(at: number, chan: number, dir: Direction, printed: string | typeof NOT_SHOWN): void {
    this.#awaited[dir] = Math.max(0, this.#awaited[dir] - 1);
    const isLost = printed === NOT_SHOWN || printed.includes('\ufffd');
    if (isLost) this.unseenBytes++;
    const bytes = isLost ? new Uint8Array(0) : utf8Bytes(printed);
    // Generation 3 marks bytes by their packet's type.
    const payload = this.version === 3 ? concatBytes([new Uint8Array([4]), bytes]) : bytes;
    this.events.push({ at: captureMs(at), conn: 1, kind: 'frame', chan, via: 'websocket', dir, payload });
  }
}
