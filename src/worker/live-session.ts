import { fail, ok, type Result } from '../base/result.ts';
import { withAttachments } from '../protocol/socketio/attachments.ts';
import { readArguments } from '../protocol/socketio/binary-json.ts';
import { openConnection, type Client } from '../capture/client-v4.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Connection } from '../capture/connection.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { Details } from '../projections/details-view.ts';
import type { ConnectionHeader } from '../session/header.ts';
import type { Database } from '../storage/database.ts';
import { readChunk } from '../storage/chunks.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import { captureMs, payloadOf, type CaptureMs, type WireEvent } from '../wire/wire-event.ts';
import { OpenSession } from './open-session.ts';
import type { Emission } from './remote.ts';
import { Writer } from './writer.ts';

const TRANSPORTS = {
  'polling-then-upgrade': ['polling', 'websocket'],
  websocket: ['websocket'],
  polling: ['polling'],
} as const;

/** A session that this tab records: its connections, its log, and the way to the disk. */
export class LiveSession {
  readonly key: string;
  readonly session: OpenSession;
  readonly writer: Writer;
  readonly connections = new Map<number, Connection>();
  /** The connection that was connected last. */
  current = 0;
  isOver = false;
  /** Frees the session's lock. */
  readonly #release: () => void;
  readonly #startedAtMs: number;
  readonly #onchange: () => void;
  #record: SessionRecord;
  #channels = 0;
  #bytes = 0;
  #lastAt = captureMs(0);

  /** `startedAtMs` is what `performance.now()` said when the session started. */
  constructor(
    database: Database,
    record: SessionRecord,
    startedAtMs: number,
    release: () => void,
    onchange: () => void,
    isCreated = true,
  ) {
    this.key = record.key;
    this.#record = record;
    this.#startedAtMs = startedAtMs;
    this.#release = release;
    this.#onchange = onchange;
    this.session = new OpenSession({ read: (index) => readChunk(database, record.key, index) });
    this.writer = new Writer(database, record.key, this.session.log, (stored) => this.#refreshed(stored), onchange);
    if (!isCreated) this.writer.uncreated = record;
  }

  get record(): SessionRecord {
    return this.#refreshed(this.#record);
  }

  get isConnected(): boolean {
    return [...this.connections.values()].some(({ isActive }) => isActive);
  }

  now(): CaptureMs {
    return captureMs(performance.now() - this.#startedAtMs);
  }

  rename(name: string): void {
    this.#record = { ...this.#record, header: { ...this.#record.header, name } };
  }

  /** The same address and options again are the same connection: its next Engine.IO sessions. */
  connect(client: Client, options: ConnectOptions): number {
    const conn = this.#connFor(options);
    this.current = conn;
    if (this.connections.get(conn)?.isActive) return conn;
    const detail = { url: options.url, path: options.path, transports: TRANSPORTS[options.transports] };
    this.append({ kind: 'user', at: this.now(), conn, action: 'connect', detail });
    const recorder: Recorder = {
      conn,
      now: () => this.now(),
      newChannel: () => ++this.#channels,
      record: (event) => this.append(event),
    };
    this.connections.set(conn, openConnection(client, options, recorder, this.#onchange));
    this.#onchange();
    return conn;
  }

  async disconnect(conn: number): Promise<void> {
    const connection = this.connections.get(conn);
    if (!connection?.isActive) return;
    this.append({ kind: 'user', at: this.now(), conn, action: 'disconnect' });
    connection.close();
    await this.writer.flush();
  }

  emit(message: Emission): Result<void, string> {
    const args = readArguments(message.args);
    if (!args.ok) return fail(`Line ${args.error.line}, column ${args.error.column}: ${args.error.message}`);
    const { conn, nsp, event, expectAck, ackTimeoutMs, isVolatile } = message;
    const detail = { event, nsp, expectAck, ...(ackTimeoutMs === undefined ? {} : { ackTimeoutMs }), isVolatile };
    return this.#send(conn, nsp, { action: 'emit', detail }, event, args.value, expectAck, ackTimeoutMs, isVolatile);
  }

  /** Says a recorded event again; `packet` is where it was recorded, in this session or another. */
  replay(conn: number, { row, json = '', attachments, wantsAck }: Details, ackTimeoutMs: number): Result<void, string> {
    const args = withAttachments(json, attachments);
    if (!args.ok || !Array.isArray(args.value)) return fail('What was recorded cannot be sent again.');
    const [event, ...rest]: readonly unknown[] = args.value;
    const nsp = row.nsp ?? '/';
    const detail = { event, nsp, of: row.seq };
    return this.#send(conn, nsp, { action: 'replay', detail }, String(event), rest, wantsAck, ackTimeoutMs, false);
  }

  /** Nothing is recorded after this; what the disk has not taken yet stays in memory. */
  async end(): Promise<void> {
    this.isOver = true;
    for (const conn of this.connections.keys()) await this.disconnect(conn);
    this.#record = { ...this.#record, state: 'ended' };
    await this.writer.flush();
  }

  /** Frees the session for other tabs, when it is over and all of it is on the disk (or was deleted). */
  leave(): boolean {
    const isSafe = this.writer.isGone || this.session.log.unsavedEntries === 0;
    if (this.isOver && isSafe) this.#release();
    return this.isOver && isSafe;
  }

  append(event: WireEvent): void {
    const payload = payloadOf(event);
    if (payload) this.#bytes += payload.length;
    this.#lastAt = event.at;
    this.session.append(event);
    this.writer.ask();
    this.#onchange();
  }

  #send(
    conn: number,
    nsp: string,
    action: { readonly action: string; readonly detail: unknown },
    event: string,
    args: readonly unknown[],
    expectAck: boolean,
    ackTimeoutMs: number | undefined,
    isVolatile: boolean,
  ): Result<void, string> {
    const connection = this.connections.get(conn);
    if (!connection?.isActive) return fail('Connect first: this connection is closed.');
    if (!connection.isOpenFor(nsp)) return fail(`The server does not let this connection into the namespace ${nsp}.`);
    this.append({ kind: 'user', at: this.now(), conn, ...action });
    try {
      connection.emit({ nsp, event, args, expectAck, ackTimeoutMs, isVolatile });
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
    return ok(undefined);
  }

  #connFor(options: ConnectOptions): number {
    const same = JSON.stringify(options);
    for (const [conn, connection] of this.connections) if (JSON.stringify(connection.options) === same) return conn;
    const id = this.#record.header.connections.length + 1;
    const header: ConnectionHeader = {
      id,
      url: options.url,
      path: options.path,
      protocol: 'v4',
      parser: 'default',
      transports: TRANSPORTS[options.transports],
      namespaces: options.namespaces,
    };
    const connections = [...this.#record.header.connections, header];
    this.#record = { ...this.#record, header: { ...this.#record.header, connections } };
    return id;
  }

  /** What the shelf should say now. */
  #refreshed(stored: SessionRecord): SessionRecord {
    const { header, state } = this.#record;
    const endedAt = new Date(Date.parse(header.startedAt) + this.#lastAt).toISOString();
    return {
      ...stored,
      state,
      // Another tab may have renamed it. It has an end while nothing is connected: by us, the server, or giving up.
      header: { ...header, name: stored.header.name, ...(this.isConnected ? {} : { endedAt }) },
      entries: this.session.log.length,
      bytes: this.#bytes,
      lastAtMs: this.#lastAt,
    };
  }
}
