import type { Question } from '../capture/questions.ts';
import type { ConnectionHeader, SessionHeader } from '../session/header.ts';
import type { Database } from '../storage/database.ts';
import { readChunk } from '../storage/chunks.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import { captureMs, payloadOf, type CaptureMs, type WireEvent } from '../wire/wire-event.ts';
import { Connections } from './connections.ts';
import type { Decision } from './decide.ts';
import { Diagnosis } from './diagnosis.ts';
import { OpenSession } from './open-session.ts';
import { Presence } from './presence.ts';
import type { PageEvent } from './remote.ts';
import type { Examiner, Surroundings } from './surroundings.ts';
import { Writer } from './writer.ts';

export type LiveSessionStart = {
  readonly record: SessionRecord;
  /** What `performance.now()` said when the session started. */
  readonly startedAtMs: number;
  /** The shelf knows it; not so where the disk was full when it began. */
  readonly isCreated: boolean;
  /** Absent where its code could not be loaded. */
  readonly examiner: Examiner | undefined;
  /** Frees the session's lock. */
  readonly release: () => void;
  readonly onchange: () => void;
  readonly onquestion: (live: LiveSession, conn: number, question: Question) => void;
  readonly onproblem: (message: string) => void;
};

/** A session that this tab records: its connections, its log, and the way to the disk. */
export class LiveSession {
  readonly key: string;
  readonly session: OpenSession;
  readonly writer: Writer;
  readonly connections: Connections;
  readonly diagnosis: Diagnosis;
  isOver = false;
  readonly #presence: Presence;
  readonly #start: LiveSessionStart;
  #record: SessionRecord;
  #bytes = 0;
  #lastAt = captureMs(0);

  constructor(database: Database, start: LiveSessionStart, surroundings: Surroundings) {
    const { record } = start;
    this.key = record.key;
    this.#record = record;
    this.#start = start;
    this.session = new OpenSession({ read: (index) => readChunk(database, record.key, index) });
    this.diagnosis = new Diagnosis(this.session, start.examiner, start.onproblem);
    this.writer = new Writer(
      database,
      record.key,
      this.session.log,
      (stored) => this.#refreshed(stored),
      start.onchange,
    );
    if (!start.isCreated) this.writer.uncreated = record;
    this.connections = new Connections(
      {
        now: () => this.now(),
        append: (event) => this.append(event),
        addHeader: (header) => this.#changeConnections((headers) => [...headers, header]),
        addNamespace: (conn, nsp) =>
          this.#change(conn, ({ namespaces }) => ({ namespaces: [...new Set([...namespaces, nsp])] })),
        ondecide: (conn, decision) => this.#decided(conn, decision),
        onquestion: (conn, question) => start.onquestion(this, conn, question),
        onchange: start.onchange,
      },
      surroundings,
    );
    this.#presence = new Presence({
      now: () => this.now(),
      active: () => this.connections.active,
      append: (event) => this.append(event),
    });
  }

  get record(): SessionRecord {
    return this.#refreshed(this.#record);
  }

  /** Something is connected or under way, that ends with the session. */
  get isBusy(): boolean {
    return this.connections.isAnyActive || this.diagnosis.isRunning;
  }

  now(): CaptureMs {
    return captureMs(performance.now() - this.#start.startedAtMs);
  }

  /** What this tab or another has changed on the shelf. */
  take(kept: SessionHeader): void {
    const taking = (record: SessionRecord): SessionRecord => ({
      ...record,
      header: withKept(record.header, kept),
    });
    this.#record = taking(this.#record);
    const { uncreated } = this.writer;
    if (uncreated) this.writer.uncreated = taking(uncreated);
  }

  /** `epochMs` in ms since 1970. */
  notePage(event: PageEvent, epochMs: number): void {
    this.#presence.page(event, epochMs - performance.timeOrigin - this.#start.startedAtMs);
  }

  async disconnect(conn: number): Promise<void> {
    this.connections.disconnect(conn);
    await this.writer.flush();
  }

  /** Nothing is recorded after this; what the disk has not taken yet stays in memory. */
  async end(): Promise<void> {
    await this.diagnosis.cancel();
    this.isOver = true;
    this.connections.disconnectAll();
    this.#presence.end();
    this.#record = { ...this.#record, state: 'ended' };
    await this.writer.flush();
  }

  /** Frees the session for other tabs, when it is over and all of it is on the disk (or was deleted). */
  leave(): boolean {
    const isSafe = this.writer.isGone || this.session.log.unsavedEntries === 0;
    if (this.isOver && isSafe) this.#start.release();
    return this.isOver && isSafe;
  }

  append(event: WireEvent): void {
    this.#presence.saw(event.at);
    const payload = payloadOf(event);
    if (payload) this.#bytes += payload.length;
    this.#lastAt = event.at;
    this.session.append(event);
    this.writer.ask();
    this.#start.onchange();
  }

  /** Recorded before anything of the client's: from that row on the log is decoded so, live and opened again. */
  #decided(conn: number, { protocol, parser, how }: Decision): void {
    this.#change(conn, () => ({ protocol, parser }));
    const detail = { protocol, parser, how };
    this.append({ kind: 'client', at: this.now(), conn, event: 'protocol', detail });
  }

  #change(conn: number, change: (header: ConnectionHeader) => Partial<ConnectionHeader>): void {
    this.#changeConnections((headers) =>
      headers.map((header) => (header.id === conn ? { ...header, ...change(header) } : header)),
    );
  }

  #changeConnections(change: (headers: readonly ConnectionHeader[]) => readonly ConnectionHeader[]): void {
    const { header } = this.#record;
    this.#record = { ...this.#record, header: { ...header, connections: change(header.connections) } };
  }

  /** What the shelf should say now. */
  #refreshed(stored: SessionRecord): SessionRecord {
    const { header, state } = this.#record;
    const endedAt = new Date(Date.parse(header.startedAt) + this.#lastAt).toISOString();
    return {
      ...stored,
      state,
      // Another tab may have renamed it or noted something. It has an end while nothing is connected: by us, the server, or giving up.
      header: { ...withKept(header, stored.header), ...(this.isBusy ? {} : { endedAt }) },
      entries: this.session.log.length,
      bytes: this.#bytes,
      lastAtMs: this.#lastAt,
    };
  }
}

/** What people change of a session, in any tab: the shelf has the last word. */
function withKept({ cover: _, ...header }: SessionHeader, { name, notes, tags, cover }: SessionHeader): SessionHeader {
  return { ...header, name, notes, tags, ...(cover && { cover }) };
}
