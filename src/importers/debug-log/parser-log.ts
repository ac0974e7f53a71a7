import type { DebugWire } from './debug-wire.ts';
import { parserMessage } from './engine-types.ts';

/** A log of `DEBUG=socket.io*` alone: packets, and nothing of how they travelled. */
export class ParserLog {
  readonly #wire: DebugWire;
  readonly #isClient: boolean;

  constructor(wire: DebugWire, isClient: boolean) {
    this.#wire = wire;
    this.#isClient = isClient;
  }

  read(at: number, namespace: string, message: string): void {
    if (namespace !== 'socket.io-parser') return;
    const isEncoded = message.startsWith('encoded ');
    const dir = isEncoded === this.#isClient ? 'sent' : 'received';
    for (const packet of parserMessage(message)) this.#wire.frame(at, dir, packet);
  }
}
