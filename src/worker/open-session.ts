import { Acks } from '../projections/acks.ts';
import type { Details } from '../projections/details-view.ts';
import { formatRow } from '../projections/format-row.ts';
import { Heartbeats } from '../projections/heartbeats.ts';
import type { InsightView } from '../projections/insight-view.ts';
import type { Query } from '../projections/query/parse.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { RowSource } from '../projections/row-source.ts';
import { Timeline } from '../projections/timeline.ts';
import { Transport } from '../projections/transport.ts';
import { eventIn, type Chunk } from '../session/chunk.ts';
import { seq, type Entry } from '../session/entry.ts';
import type { ConnectionHeader } from '../session/header.ts';
import { SessionLog, type ChunkSource } from '../session/log.ts';
import { Protocols, type SpokenProtocol } from '../session/protocols.ts';
import { Transcriber } from '../session/transcribe.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { Matches } from './matches.ts';

/** A session in memory: its log, everything folded from it, and the rows that match the filter. */
export class OpenSession {
  readonly log: SessionLog;
  readonly timeline = new Timeline();
  /** Also hears of each entry as it is folded. */
  onentry: ((entry: Entry) => void) | undefined;
  filter = '';
  matches: Matches;
  readonly #protocols: Protocols;
  readonly #heartbeats: Heartbeats;
  readonly #acks = new Acks();
  readonly #transport = new Transport();
  readonly #transcriber: Transcriber;
  readonly #rowSource: RowSource;
  #pending: WireEvent[] = [];
  #folded = 0;

  /** `connections` of a stored session say what each of them speaks, where its log does not. */
  constructor(source: ChunkSource, connections: readonly ConnectionHeader[] = []) {
    this.log = new SessionLog(source);
    this.#protocols = new Protocols(connections);
    this.#transcriber = new Transcriber(this.#protocols);
    this.#heartbeats = new Heartbeats(this.#protocols);
    this.matches = new Matches([], this.log, this.timeline, this.#protocols);
    this.#rowSource = {
      timeline: this.timeline,
      heartbeats: this.#heartbeats,
      protocols: this.#protocols,
      atOf: (position) => this.log.atOf(position),
      bytesOf: (position) => this.log.bytesOf(position),
      viaOf: (position) => this.log.viaOf(position),
      waitedMs: (position) => this.#transport.waitedMs(position),
    };
  }

  /** What `conn` speaks from the next entry on. */
  setProtocol(conn: number, spoken: SpokenProtocol): void {
    this.#protocols.set(conn, spoken, this.log.length);
  }

  /** Records first and cheaply; `fold` decodes later, in batches. */
  append(event: WireEvent): void {
    this.log.append(event);
    this.#pending.push(event);
  }

  adopt(chunk: Chunk): void {
    this.log.adopt(chunk);
    for (let i = 0; i < chunk.count; i++) this.#step(eventIn(chunk, chunk, i));
  }

  /** Decodes what has been appended. */
  fold(): void {
    for (const event of this.#pending) this.#step(event);
    this.#pending = [];
  }

  setQuery(text: string, query: Query): void {
    this.matches.drop();
    this.filter = text;
    this.matches = new Matches(query, this.log, this.timeline, this.#protocols);
  }

  async rows(from: number, to: number): Promise<readonly Row[]> {
    const { matches } = this;
    const rows: Row[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, matches.count); index++) {
      const number = matches.rowAt(index);
      const row = number === undefined ? undefined : await this.#row(number, index);
      if (row) rows.push(row);
    }
    return rows;
  }

  indexOf(id: RowId): number | undefined {
    const row = this.timeline.rowOf(id);
    return row === undefined ? undefined : this.matches.indexOf(row);
  }

  async details(id: RowId): Promise<Details | undefined> {
    const number = this.timeline.rowOf(id);
    const event = await this.log.read(id.seq);
    if (number === undefined || !event) return undefined;
    const row = formatRow(this.#rowSource, number, this.matches.indexOf(number) ?? -1, event);
    const { timeline, log } = this;
    const read = (position: number) => log.read(position);
    // Looked at row by row, and not by everyone: the code for it comes with the first.
    const { detailsOf } = await import('../projections/details.ts');
    return detailsOf(row, number, event, { timeline, protocols: this.#protocols, read });
  }

  maxPayloadOf(conn: number): number | undefined {
    return this.#transport.maxPayload.get(conn);
  }

  insight(): InsightView {
    return { heartbeats: this.#heartbeats.view(), transport: this.#transport.view(), acks: this.#acks.view() };
  }

  async #row(number: number, index: number): Promise<Row | undefined> {
    const event = await this.log.read(this.timeline.columns.seq(number));
    return event && formatRow(this.#rowSource, number, index, event);
  }

  #step(event: WireEvent): void {
    const entry = this.#transcriber.transcribe(seq(this.#folded++), event);
    this.timeline.step(entry);
    this.#heartbeats.step(entry);
    this.#acks.step(entry);
    this.#transport.step(entry);
    this.onentry?.(entry);
  }
}
