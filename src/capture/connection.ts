import type { Manager, Socket } from 'socket.io-client';
import { closeDetail, errorDetail } from './client-detail.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Recorder } from './recorder.ts';

export type ConnectionStatus = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'failed';

export type OutgoingEvent = {
  readonly nsp: string;
  readonly event: string;
  readonly args: readonly unknown[];
  readonly expectAck: boolean;
  readonly ackTimeoutMs: number | undefined;
  readonly isVolatile: boolean;
};

/** One Socket.IO Manager with its namespaces, and what it reports, recorded. */
export class Connection {
  readonly options: ConnectOptions;
  status: ConnectionStatus = 'connecting';
  since: number;
  why: string | undefined;
  /** The client holds or seeks a connection. */
  isActive = true;
  readonly #manager: Manager;
  readonly #recorder: Recorder;
  readonly #sockets = new Map<string, Socket>();
  readonly #refusals = new Map<string, string>();
  readonly #onchange: () => void;
  #wasConnected = false;
  #attempts = 0;
  #engineError: Error | undefined;

  constructor(manager: Manager, options: ConnectOptions, recorder: Recorder, onchange: () => void) {
    this.options = options;
    this.#manager = manager;
    this.#recorder = recorder;
    this.#onchange = onchange;
    this.since = recorder.now();
    this.#listen();
    for (const nsp of options.namespaces) {
      const socket = manager.socket(nsp, options.auth ? { auth: { ...options.auth } } : {});
      this.#sockets.set(nsp, socket);
      this.#listenTo(socket, nsp);
    }
  }

  get transport(): string | undefined {
    return this.status === 'connected' ? this.#manager.engine.transport.name : undefined;
  }

  get namespaces(): readonly { nsp: string; isConnected: boolean; nextAckId: number; refused?: string }[] {
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
    for (const socket of this.#sockets.values()) socket.connect();
  }

  close(): void {
    for (const socket of this.#sockets.values()) socket.disconnect();
    this.isActive = false;
    this.#turn('disconnected', undefined);
  }

  /** Whether what is emitted in `nsp` is sent, now or on connect; not once the server has refused or ended it. */
  isOpenFor(nsp: string): boolean {
    return this.#sockets.get(nsp)?.active === true;
  }

  /** Throws what the client throws, e.g. for a reserved name. */
  emit(outgoing: OutgoingEvent): void {
    const { nsp, event, args, expectAck, ackTimeoutMs, isVolatile } = outgoing;
    const socket = this.#sockets.get(nsp);
    if (!socket) return;
    if (isVolatile) socket.volatile.emit(event, ...args, ...(expectAck ? [() => undefined] : []));
    else if (!expectAck) socket.emit(event, ...args);
    else if (ackTimeoutMs === undefined) socket.emit(event, ...args, () => undefined);
    else {
      const id = nextAckId(socket);
      socket.timeout(ackTimeoutMs).emit(event, ...args, (error: Error | null) => {
        if (error) this.#record('ack_timeout', nsp, { event, id, timeoutMs: ackTimeoutMs, message: error.message });
      });
    }
    this.#onchange();
  }

  #listen(): void {
    const manager = this.#manager;
    manager.on('open', () => this.#listenToEngine());
    manager.on('error', (error) => {
      this.#engineError = error;
      this.#record('connect_error', undefined, errorDetail(error));
      if (!this.options.reconnect) this.isActive = false;
      this.#turn(this.#wasConnected && this.isActive ? 'reconnecting' : 'failed', error.message);
    });
    manager.on('close', (reason, details) => this.#record('close', undefined, closeDetail(reason, details)));
    manager.on('reconnect_attempt', (attempt) => {
      this.#attempts = attempt;
      this.#record('reconnect_attempt', undefined, { attempt });
      if (this.#wasConnected) this.#turn('reconnecting', this.why);
      else this.#onchange();
    });
    manager.on('reconnect', (attempt) => this.#record('reconnect', undefined, { attempt }));
    manager.on('reconnect_error', (error) => this.#record('reconnect_error', undefined, { message: error.message }));
    manager.on('reconnect_failed', () => {
      this.#record('reconnect_failed', undefined, undefined);
      this.isActive = false;
      this.#turn('failed', `gave up after ${this.#attempts} attempts`);
    });
  }

  #listenToEngine(): void {
    const { engine } = this.#manager;
    engine.on('upgrading', (transport) => this.#record('upgrading', undefined, { transport: transport.name }));
    engine.on('upgrade', (transport) => {
      this.#record('upgrade', undefined, { transport: transport.name });
      this.#onchange();
    });
    engine.on('upgradeError', (error) => this.#record('upgrade_error', undefined, errorDetail(error)));
  }

  #listenTo(socket: Socket, nsp: string): void {
    socket.on('connect', () => {
      const detail = { id: socket.id, recovered: socket.recovered };
      this.#record('connect', nsp, detail);
      this.#wasConnected = true;
      this.#refusals.delete(nsp);
      this.#turn('connected', undefined);
    });
    socket.on('connect_error', (error) => {
      // A failure of the engine reaches every namespace too; the manager has told it already.
      if (error === this.#engineError) return;
      this.#record('connect_error', nsp, errorDetail(error));
      this.#refusals.set(nsp, error.message);
      if (this.#isAnyConnected()) return this.#onchange();
      this.isActive = [...this.#sockets.values()].some(({ active }) => active);
      if (!this.isActive) this.#turn('failed', error.message);
    });
    socket.on('disconnect', (reason, details) => {
      this.#record('disconnect', nsp, closeDetail(reason, details));
      if (this.#isAnyConnected()) this.#onchange();
      else if (socket.active && this.options.reconnect) this.#turn('reconnecting', reason);
      else if (![...this.#sockets.values()].some(({ active }) => active && this.options.reconnect)) {
        this.isActive = false;
        this.#turn('disconnected', reason === 'io client disconnect' ? undefined : reason);
      }
    });
  }

  #isAnyConnected(): boolean {
    return [...this.#sockets.values()].some(({ connected }) => connected);
  }

  #turn(status: ConnectionStatus, why: string | undefined): void {
    if (status !== this.status) this.since = this.#recorder.now();
    this.status = status;
    this.why = why;
    this.#onchange();
  }

  #record(event: string, nsp: string | undefined, detail: unknown): void {
    const { conn } = this.#recorder;
    this.#recorder.record({
      kind: 'client',
      at: this.#recorder.now(),
      conn,
      event,
      ...(nsp === undefined ? {} : { nsp }),
      ...(detail === undefined ? {} : { detail }),
    });
  }
}

/** Private in the client's types, but the only place that knows which id the next question gets. */
function nextAckId(socket: Socket): number {
  const ids: unknown = Reflect.get(socket, 'ids');
  return typeof ids === 'number' ? ids : 0;
}
