import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { CONNECT_SECONDS, ConnectTimeout } from './failures.ts';

type Ending = { destroy(): unknown; once(event: 'close', listener: () => void): unknown };

/** Everything that the relay has opened, so that its end ends it. */
export class Opened {
  readonly #endings = new Set<Ending>();

  add(ending: Ending): void {
    this.#endings.add(ending);
    ending.once('close', () => this.#endings.delete(ending));
  }

  destroyAll(): void {
    for (const ending of this.#endings) ending.destroy();
  }
}

/** Gives the server time to take the connection; how long it takes to answer is the client's matter. */
export function limitConnectTime(request: ClientRequest, socket: Socket): void {
  if (!socket.connecting) return;
  const tooLong = setTimeout(() => request.destroy(new ConnectTimeout()), CONNECT_SECONDS * 1000);
  const stop = (): void => clearTimeout(tooLong);
  socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
}
