import { inside, replaceInside } from './line/inside.ts';

export type OnEvent = (nsp: string, event: string, args: readonly unknown[]) => void;

/** Who listens to all events of a connection's sockets; until somebody does, nothing is put between. */
export class Hearing {
  readonly #listeners = new Set<OnEvent>();
  readonly #heard = new WeakSet<object>();

  /** Until the function that comes back is called. */
  listen(sockets: Iterable<readonly [string, object]>, onevent: OnEvent): () => void {
    this.#listeners.add(onevent);
    for (const [nsp, socket] of sockets) this.hear(socket, nsp);
    return () => void this.#listeners.delete(onevent);
  }

  /** A socket has come. */
  hear(socket: object, nsp: string): void {
    // A client that is left and joined again keeps its socket.
    if (this.#listeners.size === 0 || this.#heard.has(socket)) return;
    this.#heard.add(socket);
    replaceInside(socket, 'onevent', (onevent, packet) => {
      // Before the client, which adds a function to the arguments where an acknowledgement is asked for.
      if (this.#listeners.size > 0) this.#tell(socket, nsp, packet);
      onevent(packet);
    });
  }

  #tell(socket: object, nsp: string, packet: unknown): void {
    const said: unknown = typeof packet === 'object' && packet !== null ? inside(packet, 'data') : undefined;
    if (typeof packet !== 'object' || packet === null || !Array.isArray(said)) return;
    const [event, ...args]: readonly unknown[] = said;
    const given = hasOffset(socket, packet, args) ? args.slice(0, -1) : args;
    for (const listener of this.#listeners) listener(nsp, String(event), given);
  }
}

/** Connection state recovery adds a text to each event that asks for no answer (socket.io-client 4.8, `emitEvent`). */
function hasOffset(socket: object, packet: object, args: readonly unknown[]): boolean {
  return Boolean(inside(socket, '_pid')) && inside(packet, 'id') === undefined && typeof args.at(-1) === 'string';
}
