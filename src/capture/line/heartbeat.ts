import { callInside, inside } from './inside.ts';

/** Heartbeats that were withheld, and are owed to the server. */
export class Heartbeat {
  #owed: { readonly engine: object; readonly type: string } | undefined;

  withheld(engine: object, type: string): void {
    this.#owed = { engine, type };
    // Generation 3 gives its own unsent ping up after pingTimeout; here the server is to end the session.
    if (type === 'ping') queueMicrotask(() => waitLonger(engine));
  }

  /** Sends what is owed, if its session still lives. */
  makeUp(): void {
    const owed = this.#owed;
    this.#owed = undefined;
    if (!owed || inside(owed.engine, 'readyState') !== 'open') return;
    if (owed.type === 'pong') return void callInside(owed.engine, '_sendPacket', 'pong');
    callInside(owed.engine, 'ping');
    callInside(owed.engine, 'onHeartbeat', inside(owed.engine, 'pingTimeout'));
  }
}

function waitLonger(engine: object): void {
  const ms = 2 * (Number(inside(engine, 'pingInterval')) + Number(inside(engine, 'pingTimeout')));
  if (inside(engine, 'readyState') === 'open') callInside(engine, 'onHeartbeat', ms);
}
