import { drawnDelay, plannedDelay } from './backoff.ts';
import { closeDetail, errorDetail } from './client-detail.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Connection } from './connection.ts';
import type { Line } from './line/line.ts';
import { engineHasRoom } from './engine-room.ts';
import type { Recorder } from './recorder.ts';
import { Standing } from './standing.ts';

type BareProtocol = 'eio4' | 'eio3';

/** What an Engine.IO socket of either generation tells. */
export type EngineListener = {
  onopen(): void;
  onerror(error: unknown): void;
  onclose(reason: string, description: unknown): void;
  onupgrading(transport: string): void;
  onupgrade(transport: string): void;
  onupgradeerror(error: unknown): void;
};

/** An Engine.IO socket of either generation. */
export type Engine = {
  readonly id: string | null;
  readonly transport: { readonly name: string };
  send(payload: string | ArrayBuffer): unknown;
  close(): unknown;
};

/** Makes a socket that begins to open at once. */
export type OpenEngine = (listener: EngineListener) => Engine;

/** Bare Engine.IO: messages without events, namespaces or acks. Its client does not reconnect, so we do. */
export class ConnectionEngine extends Standing implements Connection {
  readonly protocol: BareProtocol;
  readonly parser = 'default';
  readonly recovered = undefined;
  readonly namespaces = [];
  readonly #openEngine: OpenEngine;
  #engine: Engine | undefined;
  #wasConnected = false;
  /** Since the last loss. */
  #attempts = 0;
  /** Of the attempt to open that is under way, or of the wait before the next. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    protocol: BareProtocol,
    openEngine: OpenEngine,
    line: Line,
    ignored: readonly string[],
    options: ConnectOptions,
    recorder: Recorder,
    onchange: () => void,
  ) {
    super(options, recorder, onchange, line);
    this.protocol = protocol;
    this.#openEngine = openEngine;
    if (ignored.length > 0) this.record('ignored', undefined, { options: ignored });
  }

  get hasRoom(): boolean {
    return engineHasRoom(this.#engine, 1);
  }

  get transport(): string | undefined {
    return this.status === 'connected' ? this.#engine?.transport.name : undefined;
  }

  open(): void {
    this.isActive = true;
    this.#attempts = 0;
    this.turn('connecting', undefined);
    this.#start();
  }

  close(): void {
    this.line.end();
    this.isActive = false;
    clearTimeout(this.#timer);
    this.#engine?.close();
    this.turn('disconnected', undefined);
  }

  join(): void {
    throw new Error('Bare Engine.IO has no namespaces.');
  }

  leave(): void {
    throw new Error('Bare Engine.IO has no namespaces.');
  }

  isOpenFor(): boolean {
    return this.status === 'connected';
  }

  emit(): void {
    throw new Error('Bare Engine.IO has no events: send a message.');
  }

  listen(): () => void {
    return () => undefined;
  }

  answer(): void {
    throw new Error('Bare Engine.IO has no acknowledgements.');
  }

  send(payload: string | Uint8Array): void {
    if (!this.#engine || this.status !== 'connected') throw new Error('This connection is not open.');
    // A buffer of its own: generation 3 would send the whole buffer of a view.
    this.#engine.send(typeof payload === 'string' ? payload : payload.slice().buffer);
    this.changed();
  }

  #start(): void {
    let isOpen = false;
    let isOver = false;
    const fail = (error: unknown): void => {
      const detail = errorDetail(error);
      this.record('connect_error', undefined, detail);
      this.turn(this.#wasConnected && this.options.reconnect ? 'reconnecting' : 'failed', String(detail['message']));
    };
    const engine = this.#openEngine({
      onopen: () => {
        isOpen = true;
        this.#opened();
      },
      onerror: fail,
      onclose: (reason, description) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(this.#timer);
        if (isOpen) this.record('close', undefined, closeDetail(reason, description));
        this.#lost(isOpen ? reason : this.why);
      },
      onupgrading: (transport) => this.record('upgrading', undefined, { transport }),
      onupgrade: (transport) => {
        this.record('upgrade', undefined, { transport });
        this.changed();
      },
      onupgradeerror: (error) => this.record('upgrade_error', undefined, errorDetail(error)),
    });
    this.#engine = engine;
    this.#timer = setTimeout(() => {
      fail(new Error('timeout'));
      engine.close();
    }, this.options.timeoutMs);
  }

  #opened(): void {
    clearTimeout(this.#timer);
    this.record('open', undefined, { id: this.#engine?.id, transport: this.#engine?.transport.name });
    if (this.#attempts > 0) this.record('reconnect', undefined, { attempt: this.#attempts });
    this.#attempts = 0;
    this.#wasConnected = true;
    this.turn('connected', undefined);
  }

  #lost(why: string | undefined): void {
    if (!this.isActive) return;
    const { reconnect, reconnectionAttempts = Infinity } = this.options;
    if (!reconnect) {
      this.isActive = false;
      return this.turn(this.status === 'connected' ? 'disconnected' : 'failed', why);
    }
    if (this.#attempts >= reconnectionAttempts) {
      this.record('reconnect_failed', undefined, undefined);
      this.isActive = false;
      return this.turn('failed', `gave up after ${this.#attempts} attempts`);
    }
    if (this.#wasConnected) this.turn('reconnecting', why);
    const attempt = ++this.#attempts;
    this.#timer = setTimeout(
      () => {
        this.record('reconnect_attempt', undefined, { attempt, ...plannedDelay(this.options, attempt) });
        this.#start();
        this.changed();
      },
      drawnDelay(this.options, attempt, Math.random()),
    );
  }
}

/** What of the options only Socket.IO has, by their names. */
export function ignoredByBare({ auth, retries, ackTimeoutMs, parser }: ConnectOptions): readonly string[] {
  return [
    ...(auth ? ['auth'] : []),
    ...(retries === undefined ? [] : ['retries']),
    ...(ackTimeoutMs === undefined ? [] : ['ackTimeout']),
    ...(parser === 'msgpack' ? ['msgpack'] : []),
  ];
}
