import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Question } from '../capture/questions.ts';
import type { Recorder } from '../capture/recorder.ts';
import { TRANSPORT_NAMES } from '../capture/transport-names.ts';
import type { ConnectionHeader } from '../session/header.ts';
import type { UserAction, WireEvent } from '../wire/wire-event.ts';
import type { Decision } from './decide.ts';
import { LiveConnection } from './live-connection.ts';
import type { Surroundings } from './surroundings.ts';

/** What connections tell their session. */
export type ConnectionsHost = {
  now(): UserAction['at'];
  append(event: WireEvent): void;
  addHeader(header: ConnectionHeader): void;
  addNamespace(conn: number, nsp: string): void;
  ondecide(conn: number, decision: Decision): void;
  onquestion(conn: number, question: Question): void;
  onchange(): void;
};

/** The connections of a session: all on its one clock, and in its one log. */
export class Connections {
  /** The one that was connected last. */
  current = 0;
  readonly #host: ConnectionsHost;
  readonly #surroundings: Surroundings;
  readonly #byId = new Map<number, LiveConnection>();
  #channels = 0;

  constructor(host: ConnectionsHost, surroundings: Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
  }

  get(conn: number): LiveConnection | undefined {
    return this.#byId.get(conn);
  }

  get isAnyActive(): boolean {
    return this.active.length > 0;
  }

  /** Those that hold or seek a connection. */
  get active(): readonly number[] {
    return [...this.#byId].flatMap(([id, { isActive }]) => (isActive ? [id] : []));
  }

  /** `conn` again where its options are still the same, else a new one. */
  connect(options: ConnectOptions, conn: number | undefined): number {
    const known = conn === undefined ? undefined : this.#byId.get(conn);
    const id = conn !== undefined && known?.canReopenWith(options) ? conn : this.#add(options);
    this.current = id;
    const connection = this.#byId.get(id);
    if (!connection || connection.isActive) return id;
    this.act(id, 'connect', this.#connectDetail(options));
    connection.open();
    return id;
  }

  disconnect(conn: number): void {
    const connection = this.#byId.get(conn);
    if (!connection?.isActive) return;
    this.act(conn, 'disconnect', undefined);
    connection.close();
  }

  disconnectAll(): void {
    for (const conn of this.#byId.keys()) this.disconnect(conn);
  }

  /** `nsp` is joined while `conn` is connected. */
  joined(conn: number, nsp: string): void {
    this.#host.addNamespace(conn, nsp);
  }

  /** Records what the person does. */
  act(conn: number, action: string, detail: unknown): void {
    const common = { kind: 'user', at: this.#host.now(), conn, action } as const;
    this.#host.append(detail === undefined ? common : { ...common, detail });
  }

  #add(options: ConnectOptions): number {
    const id = this.#byId.size + 1;
    const { url, path, protocol, parser, namespaces, transports, useRelay } = options;
    this.#host.addHeader({
      id,
      url,
      path,
      // Until it is found out.
      protocol: protocol === 'auto' ? 'v4' : protocol,
      parser: parser === 'auto' ? 'default' : parser,
      transports: TRANSPORT_NAMES[transports],
      namespaces,
      ...(useRelay ? { relay: true } : {}),
    });
    const host = {
      recorder: this.#recorderOf(id),
      ondecide: (decision: Decision) => this.#host.ondecide(id, decision),
      onquestion: (question: Question) => this.#host.onquestion(id, question),
      onchange: () => this.#host.onchange(),
    };
    this.#byId.set(id, new LiveConnection(options, host, this.#surroundings));
    return id;
  }

  #recorderOf(conn: number): Recorder {
    return {
      conn,
      now: () => this.#host.now(),
      newChannel: () => ++this.#channels,
      record: (event) => this.#host.append(event),
    };
  }

  /** Names of headers, but not their values: those may be secrets. */
  #connectDetail(options: ConnectOptions): Readonly<Record<string, unknown>> {
    const { url, path, protocol, parser, transports, upgrade, namespaces, withCredentials, headers, useRelay } =
      options;
    return {
      url,
      path,
      protocol,
      parser,
      transports: TRANSPORT_NAMES[transports],
      upgrade,
      namespaces,
      page: this.#surroundings.pageOrigin,
      withCredentials,
      headerNames: Object.keys(headers ?? {}),
      relay: useRelay,
    };
  }
}
