import { ENGINE_IO_3, ENGINE_IO_4 } from '../protocol/engineio/protocol.ts';
import { partIn } from '../protocol/engineio/span.ts';
import {
  SOCKET_IO_4,
  SOCKET_IO_4_MSGPACK,
  SOCKET_IO_5,
  SOCKET_IO_5_MSGPACK,
  type SocketProtocol,
} from '../protocol/socketio/protocol.ts';
import type { SpokenProtocol } from '../session/protocols.ts';
import type { Payload, Via } from '../wire/wire-event.ts';

const ENOUGH_MESSAGES = 50;
const ADMISSIONS: readonly string[] = ['CONNECT', 'CONNECT_ERROR', 'ERROR'];

/** Finds out what a connection of a known generation speaks, by what its first messages look like. */
export class SpokenProtocolGuess {
  readonly #version: 3 | 4;
  #messages = 0;
  #asText = 0;
  #asBytes = 0;
  #admissions = 0;

  constructor(version: 3 | 4) {
    this.#version = version;
  }

  get hasEnough(): boolean {
    return this.#messages >= ENOUGH_MESSAGES;
  }

  see(payload: Payload, via: Via): void {
    const engine = this.#version === 3 ? ENGINE_IO_3 : ENGINE_IO_4;
    const spans = via === 'polling' ? engine.splitPayload(payload) : [{ start: 0, end: payload.length }];
    for (const span of spans) {
      const part = span.malformed ? undefined : partIn(payload, span);
      const decoded =
        part === undefined ? undefined : via === 'polling' ? engine.decodePart(part) : engine.decodeFrame(part);
      if (decoded?.ok && decoded.value.type === 'message') this.#see(decoded.value.body);
    }
  }

  /** `isFromStart`: the handshake is among what was seen, so whatever Socket.IO says first is, too. */
  spoken(path: string, isFromStart: boolean): SpokenProtocol {
    const isFour = this.#version === 4;
    const bare: SpokenProtocol = { protocol: isFour ? 'eio4' : 'eio3', parser: 'default' };
    const full = isFour ? 'v4' : 'v2';
    if (this.#messages === 0) return path.includes('engine.io') ? bare : { protocol: full, parser: 'default' };
    const isSocketIo = isFromStart ? this.#admissions > 0 : this.#asText + this.#asBytes > 0;
    if (!isSocketIo) return bare;
    return { protocol: full, parser: this.#asBytes > this.#asText ? 'msgpack' : 'default' };
  }

  #see(body: Payload): void {
    this.#messages++;
    const isFour = this.#version === 4;
    if (typeof body === 'string') this.#asText += this.#reads(isFour ? SOCKET_IO_5 : SOCKET_IO_4, body);
    else this.#asBytes += this.#reads(isFour ? SOCKET_IO_5_MSGPACK : SOCKET_IO_4_MSGPACK, body);
  }

  #reads(protocol: SocketProtocol, body: Payload): 0 | 1 {
    const packet = protocol.decodeMessage(body);
    if (!packet?.ok) return 0;
    if (ADMISSIONS.includes(packet.value.type)) this.#admissions++;
    return 1;
  }
}
