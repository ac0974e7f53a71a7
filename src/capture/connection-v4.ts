import type { Manager, Socket } from 'socket.io-client';
import type { ParserName } from '../session/header.ts';
import { plannedDelay } from './backoff.ts';
import { closeDetail, errorDetail } from './client-detail.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Connection, NamespaceStanding, OutgoingEvent } from './connection.ts';
import { acknowledge } from './acknowledge.ts';
import { engineHasRoom } from './engine-room.ts';
import { Hearing, type OnEvent } from './hearing.ts';
import type { Line } from './line/line.ts';
import { hearQuestions } from './questions.ts';
import type { Recorder } from './recorder.ts';
import { Standing } from './standing.ts';

const POLLED_AT_ONCE = 64;

/** One Manager of socket.io-client 4 with its namespaces, and what it reports, recorded. */
export class ConnectionV4 extends Standing implements Connection {
  readonly protocol = 'v4';
  readonly parser: ParserName;
  recovered: boolean | undefined;
  readonly #manager: Manager;
  readonly #sockets = new Map<string, Socket>();
  readonly #refusals = new Map<string, string>();
  readonly #hearing = new Hearing();
  #wasConnected = false;
  #attempts = 0;
  #engineError: Error | undefined;

  constructor(
    manager: Manager,
    parser: ParserName,
    line: Line,
    options: ConnectOptions,
    recorder: Recorder,
    onchange: () => void,
  ) {
    super(options, recorder, onchange, line);
    this.#manager = manager;
    this.parser = parser;
    this.#listen();
    for (const nsp of options.namespaces) this.#add(nsp);
  }

  get hasRoom(): boolean {
    // Over a stream each goes out by itself, and at once.
    return engineHasRoom(this.#manager.engine, this.transport === 'polling' ? POLLED_AT_ONCE : 1);
  }

  get transport(): string | undefined {
    return this.status === 'connected' ? this.#manager.engine.transport.name : undefined;
  }

  get namespaces(): readonly NamespaceStanding[] {
    return [...this.#sockets].map(([nsp, socket]) => {
      const refused = this.#refusals.get(nsp);
      return {
        nsp,
        isConnected: socket.connected,
        nextAckId: nextAckId(socket),
        ...(refused === undefined ? {} : { refused }),
      };
    });
  }

  open(): void {
    this.isActive = true;
    for (const socket of this.#sockets.values()) socket.connect();
  }

  close(): void {
    this.line.end();
    for (const socket of this.#sockets.values()) socket.disconnect();
    this.isActive = false;
    this.turn('disconnected', undefined);
  }

  join(nsp: string): void {
    this.isActive = true;
    (this.#sockets.get(nsp) ?? this.#add(nsp)).connect();
    this.changed();
  }

  leave(nsp: string): void {
    const socket = this.#sockets.get(nsp);
    if (!socket) return;
    socket.disconnect();
    this.#refusals.delete(nsp);
    if (this.#sockets.size > 1) {
      // The manager keeps the socket for the next time; its listeners come anew then.
      socket.off();
      this.#sockets.delete(nsp);
    }
    this.changed();
  }

  isOpenFor(nsp: string): boolean {
    return this.#sockets.get(nsp)?.active === true;
  }

  emit(outgoing: OutgoingEvent): void {
    const { nsp, event, args, expectAck, isVolatile } = outgoing;
    const { retries } = this.options;
    const ackTimeoutMs = outgoing.ackTimeoutMs ?? this.options.ackTimeoutMs;
    const socket = this.#sockets.get(nsp);
    if (!socket) return;
    // Holds for the next event.
    if (outgoing.isCompressed === false) socket.compress(false);
    const answered = (...answer: readonly unknown[]): void => outgoing.onack?.(answer);
    if (isVolatile && !outgoing.onack) socket.volatile.emit(event, ...args, ...(expectAck ? [answered] : []));
    // An event that is sent again and again until it is acknowledged asks for an answer by itself.
    else if (!expectAck && retries === undefined) socket.emit(event, ...args);
    else if (ackTimeoutMs === undefined) socket.emit(event, ...args, answered);
    else {
      const id = nextAckId(socket);
      const asking = isVolatile ? socket.volatile : socket;
      asking.timeout(ackTimeoutMs).emit(event, ...args, (error: Error | null, ...answer: readonly unknown[]) => {
        outgoing.onack?.(error ? undefined : answer);
        if (error) this.record('ack_timeout', nsp, { event, id, timeoutMs: ackTimeoutMs, message: error.message });
      });
    }
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

  #add(nsp: string): Socket {
    const { auth, ackTimeoutMs, retries } = this.options;
    const socket = this.#manager.socket(nsp, {
      ...(auth ? { auth: { ...auth } } : {}),
      ...(ackTimeoutMs === undefined ? {} : { ackTimeout: ackTimeoutMs }),
      ...(retries === undefined ? {} : { retries }),
    });
    this.#sockets.set(nsp, socket);
    this.#listenTo(socket, nsp);
    return socket;
  }

  #listen(): void {
    const manager = this.#manager;
    manager.on('open', () => this.#listenToEngine());
    manager.on('error', (error) => {
      this.#engineError = error;
      this.record('connect_error', undefined, errorDetail(error));
      if (!this.options.reconnect) this.isActive = false;
      this.turn(this.#wasConnected && this.isActive ? 'reconnecting' : 'failed', error.message);
    });
    manager.on('close', (reason, details) => this.record('close', undefined, closeDetail(reason, details)));
    manager.on('reconnect_attempt', (attempt) => {
      this.#attempts = attempt;
      this.record('reconnect_attempt', undefined, { attempt, ...plannedDelay(this.options, attempt) });
      if (this.#wasConnected) this.turn('reconnecting', this.why);
      else this.changed();
    });
    manager.on('reconnect', (attempt) => this.record('reconnect', undefined, { attempt }));
    manager.on('reconnect_error', (error) => this.record('reconnect_error', undefined, { message: error.message }));
    manager.on('reconnect_failed', () => {
      this.record('reconnect_failed', undefined, undefined);
      this.isActive = false;
      this.turn('failed', `gave up after ${this.#attempts} attempts`);
    });
  }

  #listenToEngine(): void {
    const { engine } = this.#manager;
    engine.on('upgrading', (transport) => this.record('upgrading', undefined, { transport: transport.name }));
    engine.on('upgrade', (transport) => {
      this.record('upgrade', undefined, { transport: transport.name });
      this.changed();
    });
    engine.on('upgradeError', (error) => this.record('upgrade_error', undefined, errorDetail(error)));
  }

  #listenTo(socket: Socket, nsp: string): void {
    hearQuestions(socket, nsp, (question) => this.onquestion?.(question));
    this.#hearing.hear(socket, nsp);
    socket.on('connect', () => {
      const { id, recovered } = socket;
      this.record('connect', nsp, { id, recovered });
      this.recovered = recovered;
      this.#wasConnected = true;
      this.#refusals.delete(nsp);
      this.turn('connected', undefined);
    });
    socket.on('connect_error', (error) => {
      // A failure of the engine reaches every namespace too; the manager has told it already.
      if (error === this.#engineError) return;
      this.record('connect_error', nsp, errorDetail(error));
      this.#refusals.set(nsp, error.message);
      if (this.#isAnyConnected()) return this.changed();
      this.isActive = [...this.#sockets.values()].some(({ active }) => active);
      // A socket that is still active waits for a CONNECT that a server of another generation never sends.
      if (!this.isActive || socket.active) this.turn('failed', error.message);
    });
    socket.on('disconnect', (reason, details) => {
      this.record('disconnect', nsp, closeDetail(reason, details));
      if (this.#isAnyConnected()) this.changed();
      else if (socket.active && this.options.reconnect) this.turn('reconnecting', reason);
      else if (![...this.#sockets.values()].some(({ active }) => active && this.options.reconnect)) {
        this.isActive = false;
        this.turn('disconnected', reason === 'io client disconnect' ? undefined : reason);
      }
    });
  }

  #isAnyConnected(): boolean {
    return [...this.#sockets.values()].some(({ connected }) => connected);
  }
}

/** Private in the client's types, but the only place that knows which id the next question gets. */
function nextAckId(socket: Socket): number {
  const ids: unknown = Reflect.get(socket, 'ids');
  return typeof ids === 'number' ? ids : 0;
}
