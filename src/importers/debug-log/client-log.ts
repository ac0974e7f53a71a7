import { ENGINE_IO_3, ENGINE_IO_4 } from '../../protocol/engineio/protocol.ts';
import type { NOT_SHOWN } from './debug-wire.ts';
import { type DebugWire } from './debug-wire.ts';
import { parserMessage, printedPacket } from './engine-types.ts';

type Packet = string | typeof NOT_SHOWN;

/** What engine.io-client and socket.io-parser print, in the words of their versions 3 to 6. */
export class ClientLog {
  readonly #wire: DebugWire;
  /** What the client has to send and has not given to its transport. */
  #waiting: Packet[] = [];
  #transport = '';
  #asked: { readonly method: string; readonly url: string } | undefined;
  /** Packets of a polling body, which are printed one by one after it. */
  #told = 0;

  constructor(wire: DebugWire) {
    this.#wire = wire;
  }

  read(at: number, namespace: string, message: string): void {
    if (namespace.startsWith('engine.io-client')) this.#engine(at, message);
    else if (namespace === 'socket.io-parser' && message.startsWith('encoded')) {
      this.#waiting.push(...parserMessage(message));
    }
  }

  #engine(at: number, message: string): void {
    const [, method = '', url] = /^xhr open (\w+): (\S+)$/.exec(message) ?? [];
    if (url !== undefined) return void (this.#asked = { method, url });
    const [, sent] = /^xhr data (.*)$/s.exec(message) ?? [];
    if (sent !== undefined) return this.#request(at, sent);
    const [, body] = /^polling got data (.*)$/s.exec(message) ?? [];
    if (body !== undefined) return this.#answer(at, body);
    const [, type = '', printed] = /^socket receive: type "(\w+)", data "(.*)"$/s.exec(message) ?? [];
    if (printed !== undefined) return this.#received(at, type, printed);
    const [, count] = /^flushing (\d+) packets in socket/.exec(message) ?? [];
    if (count !== undefined) return this.#flushed(at, Number(count));
    const [, transport] = /^setting transport (\w+)/.exec(message) ?? [];
    if (transport !== undefined) return void (this.#transport = transport);
    const [, reason] = /^socket close with reason: "(.*)"/.exec(message) ?? [];
    if (reason !== undefined) return this.#closed(at, reason);
    this.#upgrade(at, message);
  }

  #upgrade(at: number, message: string): void {
    if (message.startsWith('probe transport "websocket" opened')) this.#wire.frame(at, 'sent', '2probe');
    else if (message.startsWith('probe transport "websocket" pong')) this.#wire.frame(at, 'received', '3probe');
    else if (message.startsWith('changing transport and sending upgrade packet')) this.#wire.frame(at, 'sent', '5');
    else if (message.startsWith('writing ping packet')) this.#waiting.push('2');
  }

  #request(at: number, sent: string): void {
    if (!this.#asked) return;
    const { method, url } = this.#asked;
    this.#asked = undefined;
    this.#wire.request(at, method, url, sent === 'null' || sent === 'undefined' ? undefined : sent);
  }

  #answer(at: number, body: string): void {
    this.#wire.answer(at, body);
    this.#told = (this.#wire.version === 3 ? ENGINE_IO_3 : ENGINE_IO_4).splitPayload(body).length;
  }

  #received(at: number, type: string, printed: string): void {
    // Generation 4 answers a ping by itself.
    if (type === 'ping' && this.#wire.version === 4) this.#waiting.push('3');
    if (this.#told > 0) return void this.#told--;
    const packet = printedPacket(type, printed);
    if (packet !== undefined) this.#wire.packet(at, 'received', packet);
  }

  /** Over polling they are printed once more, as the body of the request. */
  #flushed(at: number, count: number): void {
    for (const packet of this.#waiting.splice(0, count)) {
      if (this.#transport === 'websocket') this.#wire.frame(at, 'sent', packet);
    }
  }

  #closed(at: number, reason: string): void {
    this.#waiting = [];
    this.#told = 0;
    this.#wire.lost(at, reason);
  }
}
