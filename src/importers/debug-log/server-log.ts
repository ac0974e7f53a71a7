import { NOT_SHOWN, type DebugWire } from './debug-wire.ts';
import { printedPacket } from './engine-types.ts';

type Packet = string | typeof NOT_SHOWN;

/** What a server of engine.io prints, versions 1 to 6. Directions are the client's, as everywhere. */
export class ServerLog {
  clients = 0;
  readonly #wire: DebugWire;
  /** Versions up to 5 print what goes out over a WebSocket; later ones only what is given to the transport. */
  readonly #printsWriting: boolean;
  #waiting: Packet[] = [];
  #isStream = false;
  #asked: string | undefined;

  constructor(wire: DebugWire, printsWriting: boolean) {
    this.#wire = wire;
    this.#printsWriting = printsWriting;
  }

  read(at: number, namespace: string, message: string): void {
    if (namespace === 'engine' || namespace === 'engine:server') this.#server(at, message);
    else if (namespace.startsWith('engine:polling')) this.#polling(at, message);
    else if (namespace === 'engine:ws' || namespace === 'engine:websocket') this.#stream(at, message);
    else if (namespace === 'engine:socket') this.#socket(at, message);
  }

  #server(at: number, message: string): void {
    const [, method = '', path] = /^handling "(\w+)" http request "(.*)"$/.exec(message) ?? [];
    if (path !== undefined) {
      const url = `http://server${path}`;
      if (!/[?&]sid=/.test(path)) this.#isStream = false;
      if (method === 'POST') this.#asked = url;
      else this.#wire.request(at, method, url, undefined);
    }
    if (!message.startsWith('handshaking client')) return;
    this.clients++;
    this.#waiting = [];
  }

  #polling(at: number, message: string): void {
    const [, verb, body = ''] = /^(writing|received) "(.*)"$/s.exec(message) ?? [];
    if (verb === 'writing') this.#wire.answer(at, body);
    if (verb !== 'received') return;
    this.#wire.request(at, 'POST', this.#asked ?? this.#wire.url, body);
    this.#asked = undefined;
  }

  /** Bytes may break the line, so its last quote may be missing. */
  #stream(at: number, message: string): void {
    const [, verb, frame = '', quote] = /^(writing|received) "(.*?)("?)$/s.exec(message) ?? [];
    const packet = frame === '' || quote === '' ? NOT_SHOWN : unmarked(frame);
    if (verb === 'received') this.#wire.frame(at, 'sent', packet);
    if (verb === 'writing') this.#wire.frame(at, 'received', packet);
  }

  #socket(at: number, message: string): void {
    const [, type = '', printed] = /^sending packet "(\w+)" \((.*)\)$/s.exec(message) ?? [];
    const packet = printed === undefined ? undefined : printedPacket(type, printed);
    if (packet !== undefined) this.#waiting.push(packet);
    if (message.startsWith('flushing buffer to transport')) this.#flushed(at);
    if (message.startsWith('got probe ping packet') && !this.#printsWriting) this.#wire.frame(at, 'received', '3probe');
    if (message.startsWith('got upgrade packet')) this.#isStream = true;
  }

  #flushed(at: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (!this.#isStream || this.#printsWriting) return;
    for (const packet of waiting) this.#wire.packet(at, 'received', packet);
  }
}

/** In generation 3 bytes have their packet's type before them, as a number. */
function unmarked(frame: string): string {
  return frame.startsWith('\x04') ? frame.slice(1) : frame;
}
