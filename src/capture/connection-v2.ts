import type { ManagerV2, SocketV2 } from 'socket.io-client-v2';
import { plannedDelay } from './backoff.ts';
import { closeDetail, errorDetail } from './client-detail.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Connection, NamespaceStanding, OutgoingEvent } from './connection.ts';
import { ignoredByV3 } from './engine-v3.ts';
import { acknowledge } from './acknowledge.ts';
import { engineHasRoom } from './engine-room.ts';
import { Hearing, type OnEvent } from './hearing.ts';
import type { Line } from './line/line.ts';
import { hearQuestions } from './questions.ts';
import type { Recorder } from './recorder.ts';
import { Standing } from './standing.ts';

// What the client itself emits to its users; said by us it would reach our own listeners (socket.io-client 2.5, `socket.js`).
const RESERVED =
  /^(connect|connect_error|connect_timeout|connecting|disconnect|error|reconnect|reconnect_attempt|reconnect_failed|reconnect_error|reconnecting|ping|pong)$/;

const SENT_AT_ONCE = 64;

/** One Manager of socket.io-client 2 with its namespaces, and what it reports, recorded in the words of version 4. */
export class ConnectionV2 extends Standing implements Connection {
  readonly protocol = 'v2';
  readonly parser = 'default';
  readonly recovered = undefined;
  readonly #manager: ManagerV2;
  readonly #sockets = new Map<string, SocketV2>();
  readonly #joined = new Set<string>();
  readonly #refusals = new Map<string, string>();
  readonly #hearing = new Hearing();
  #wasConnected = false;
  #attempts = 0;
  #engineError: unknown;
  #closeDescription: unknown;

  constructor(manager: ManagerV2, line: Line, options: ConnectOptions, recorder: Recorder, onchange: () => void) {
    super(options, recorder, onchange, line);
    this.#manager = manager;
    this.#listen();
    // Servers of these generations let everyone into `/`, asked or not.
    for (const nsp of new Set(['/', ...options.namespaces])) this.#add(nsp);
    const ignored = [
      ...(options.auth ? ['auth'] : []),
      ...(options.parser === 'msgpack' ? ['msgpack'] : []),
      ...ignoredByV3(options),
    ];
    if (ignored.length > 0) this.record('ignored', undefined, { options: ignored });
  }

  get hasRoom(): boolean {
    // Its WebSocket, too, lets what waits go once in a timer's length.
    return engineHasRoom(this.#manager.engine, SENT_AT_ONCE);
  }

  get transport(): string | undefined {
    return this.status === 'connected' ? this.#manager.engine.transport.name : undefined;
  }

  get namespaces(): readonly NamespaceStanding[] {
    return this.#active().map(([nsp, socket]) => {
      const refused = this.#refusals.get(nsp);
      return {
        nsp,
        isConnected: socket.connected,
        nextAckId: socket.ids,
        ...(refused === undefined ? {} : { refused }),
      };
    });
  }

  open(): void {
    this.isActive = true;
    for (const [, socket] of this.#active()) socket.connect();
  }

  close(): void {
    this.line.end();
    for (const [, socket] of this.#active()) socket.disconnect();
    this.isActive = false;
    this.turn('disconnected', undefined);
  }

  join(nsp: string): void {
    // A server of generation 2 lets the client in once more, but does not tell it (socket.io 2.5, `socket.js`, `onconnect`).
    if (nsp === '/' && !this.#joined.has(nsp)) throw new Error('Only a new connection brings the client into / again.');
    this.isActive = true;
    this.#add(nsp).connect();
    this.changed();
  }

  leave(nsp: string): void {
    this.#sockets.get(nsp)?.disconnect();
    this.#refusals.delete(nsp);
    if (this.#joined.size > 1) this.#joined.delete(nsp);
    this.changed();
  }

  isOpenFor(nsp: string): boolean {
    return isActive(this.#sockets.get(nsp));
  }

  emit(outgoing: OutgoingEvent): void {
    const { nsp, event, args, expectAck, isVolatile } = outgoing;
    if (RESERVED.test(event)) throw new Error(`"${event}" is a reserved event name`);
    const socket = this.#sockets.get(nsp);
    // Version 2 has no `volatile`: what cannot go out at once is dropped, as version 4 does it.
    const isDropped = isVolatile && !(socket?.connected && this.#manager.engine.transport.writable);
    if (!socket || isDropped) return;
    // Holds for the next event.
    if (outgoing.isCompressed === false) socket.compress(false);
    if (!expectAck) socket.emit(event, ...args);
    else this.#ask(socket, outgoing, outgoing.ackTimeoutMs ?? this.options.ackTimeoutMs);
    this.changed();
  }

  listen(onevent: OnEvent): () => void {
    return this.#hearing.listen(this.#sockets, onevent);
  }

  answer(nsp: string, id: number, args: readonly unknown[]): void {
    const socket = this.#sockets.get(nsp);
    if (socket) acknowledge(socket, id, args);
  }

  send(): void {
    throw new Error('This connection speaks Socket.IO: it takes events, not bare messages.');
  }

  #ask(socket: SocketV2, { nsp, event, args, onack }: OutgoingEvent, timeoutMs: number | undefined): void {
    const id = socket.ids;
    const answered = (...answer: readonly unknown[]): void => onack?.(answer);
    if (timeoutMs === undefined) return void socket.emit(event, ...args, answered);
    const timer = setTimeout(() => {
      Reflect.deleteProperty(socket.acks, id);
      socket.sendBuffer = socket.sendBuffer.filter((packet) => packet.id !== id);
      onack?.(undefined);
      this.record('ack_timeout', nsp, { event, id, timeoutMs, message: 'operation has timed out' });
    }, timeoutMs);
    socket.emit(event, ...args, (...answer: readonly unknown[]) => {
      clearTimeout(timer);
      onack?.(answer);
    });
  }

  #active(): readonly (readonly [string, SocketV2])[] {
    return [...this.#sockets].filter(([nsp]) => this.#joined.has(nsp));
  }

  #add(nsp: string): SocketV2 {
    this.#joined.add(nsp);
    const known = this.#sockets.get(nsp);
    if (known) return known;
    const { query } = this.options;
    const socket = this.#manager.socket(nsp, query ? { query: { ...query } } : {});
    this.#sockets.set(nsp, socket);
    this.#listenTo(socket, nsp);
    return socket;
  }

  #listen(): void {
    const manager = this.#manager;
    const fail = (error: unknown): void => {
      const detail = errorDetail(error);
      this.record('connect_error', undefined, detail);
      if (!this.options.reconnect) this.isActive = false;
      this.turn(this.#wasConnected && this.isActive ? 'reconnecting' : 'failed', String(detail['message']));
    };
    manager.on('open', () => this.#listenToEngine());
    manager.on('connect_error', fail);
    manager.on('error', (error) => {
      // It goes on to every namespace.
      this.#engineError = error;
      fail(error);
    });
    manager.on('close', (reason) => this.record('close', undefined, closeDetail(reason, this.#closeDescription)));
    manager.on('reconnect_attempt', (attempt) => {
      this.#attempts = attempt;
      this.record('reconnect_attempt', undefined, { attempt, ...plannedDelay(this.options, attempt) });
      if (this.#wasConnected) this.turn('reconnecting', this.why);
      else this.changed();
    });
    manager.on('reconnect', (attempt) => this.record('reconnect', undefined, { attempt }));
    manager.on('reconnect_error', (error) => {
      this.record('reconnect_error', undefined, { message: errorDetail(error)['message'] });
    });
    manager.on('reconnect_failed', () => {
      this.record('reconnect_failed', undefined, undefined);
      this.isActive = false;
      this.turn('failed', `gave up after ${this.#attempts} attempts`);
    });
    const add = manager.decoder.add.bind(manager.decoder);
    manager.decoder.add = (payload) => {
      try {
        add(payload);
      } catch {
        // Version 4 ends the connection so; version 2 would leave the error to nobody.
        manager.onclose('parse error');
        manager.engine.close();
      }
    };
  }

  #listenToEngine(): void {
    const { engine } = this.#manager;
    this.#closeDescription = undefined;
    // Before the manager, which does not hand the description on.
    engine.on('close', (_, description) => (this.#closeDescription = description));
    engine.on('upgrading', ({ name }) => this.record('upgrading', undefined, { transport: name }));
    engine.on('upgrade', ({ name }) => {
      this.record('upgrade', undefined, { transport: name });
      this.changed();
    });
    engine.on('upgradeError', (error) => this.record('upgrade_error', undefined, errorDetail(error)));
  }

  #listenTo(socket: SocketV2, nsp: string): void {
    hearQuestions(socket, nsp, (question) => this.onquestion?.(question));
    this.#hearing.hear(socket, nsp);
    socket.on('connect', () => {
      this.record('connect', nsp, { id: socket.id, recovered: false });
      this.#wasConnected = true;
      this.#refusals.delete(nsp);
      this.turn('connected', undefined);
    });
    socket.on('error', (error) => {
      if (error === this.#engineError) return;
      const detail = refusalDetail(error);
      if (socket.connected) return this.record('error', nsp, detail);
      this.record('connect_error', nsp, detail);
      this.#refusals.set(nsp, String(detail['message']));
      // As version 4 does it: who was refused does not try again, and the last one ends the connection.
      socket.disconnect();
      if (this.#isAnyConnected()) return this.changed();
      this.isActive = this.#active().some(([, other]) => isActive(other));
      if (!this.isActive) this.turn('failed', String(detail['message']));
    });
    socket.on('disconnect', (reason) => {
      this.record('disconnect', nsp, closeDetail(reason, this.#closeDescription));
      if (this.#isAnyConnected()) this.changed();
      else if (isActive(socket) && this.options.reconnect) this.turn('reconnecting', reason);
      else if (!this.#active().some(([, other]) => isActive(other) && this.options.reconnect)) {
        this.isActive = false;
        this.turn('disconnected', reason === 'io client disconnect' ? undefined : reason);
      }
    });
  }

  #isAnyConnected(): boolean {
    return this.#active().some(([, { connected }]) => connected);
  }
}

function isActive(socket: SocketV2 | undefined): boolean {
  return Boolean(socket?.subs);
}

/** An ERROR packet says anything: words, or a middleware's object. */
function refusalDetail(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null || error instanceof Error) return errorDetail(error);
  const message = 'message' in error && typeof error.message === 'string' ? error.message : JSON.stringify(error);
  return { message, data: error };
}
