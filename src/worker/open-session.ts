import { Acks } from '../projections/acks.ts';
import type { Details } from '../projections/details-view.ts';
import { formatRow, partOf } from '../projections/format-row.ts';
import { Heartbeats } from '../projections/heartbeats.ts';
import type { InsightView } from '../projections/insight-view.ts';
import type { Span } from '../projections/ladder/span.ts';
import type { Spans } from '../projections/ladder/spans.ts';
import { Notes } from '../projections/notes.ts';
import { Overview } from '../projections/overview/overview.ts';
import type { NearAsk, OverviewAsk, OverviewView } from '../projections/overview/overview-view.ts';
import type { QuerySource } from '../projections/query/search/column-tests.ts';
import type { Asker } from '../projections/query/read-query.ts';
import type { Suggestion } from '../projections/query/suggest.ts';
import type { TimeRange } from '../projections/query/time-range.ts';
import { Rates } from '../projections/rates/rates.ts';
import { RoundTrips } from '../projections/round-trips.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { RowSource } from '../projections/row-source.ts';
import { Timeline } from '../projections/timeline.ts';
import { Transport } from '../projections/transport.ts';
import { eventIn, type Chunk } from '../session/chunk.ts';
import { seq, type Entry } from '../session/entry.ts';
import type { ConnectionHeader, Note } from '../session/header.ts';
import { SessionLog, type ChunkSource } from '../session/log.ts';
import { Protocols } from '../session/protocols.ts';
import { Transcriber } from '../session/transcribe.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { FoldedMatches, Folds } from './folded-matches.ts';
import { Matches } from './matches.ts';
import { pause } from './pause.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A session in memory: its log, everything folded from it, and the rows that match the filter. */
export class OpenSession {
  readonly log: SessionLog;
  readonly timeline = new Timeline();
  /** Also hears of each entry as it is folded. */
  onentry: ((entry: Entry) => void) | undefined;
  filter = '';
  range: TimeRange | undefined;
  /** Midnight before its start, here: in ms of the session, 0 or less. */
  midnightMs = 0;
  matches: Matches;
  notes = new Notes([]);
  /** Rises when rows say something else than before, and no row came or went. */
  edition = 0;
  readonly #folds = new Folds();
  #vocabulary: Vocabulary | undefined;
  #list: FoldedMatches | undefined;
  #spans: Spans | undefined;
  readonly protocols: Protocols;
  readonly #heartbeats: Heartbeats;
  readonly #roundTrips: RoundTrips;
  readonly #acks = new Acks();
  readonly #overview: Overview;
  readonly #transport = new Transport();
  readonly #rates = new Rates(this.timeline);
  readonly #transcriber: Transcriber;
  readonly #rowSource: RowSource;
  #pending: WireEvent[] = [];
  #folded = 0;

  /** `connections` of a stored session say what each of them speaks, where its log does not. */
  constructor(source: ChunkSource, connections: readonly ConnectionHeader[] = []) {
    this.log = new SessionLog(source);
    this.protocols = new Protocols(connections);
    this.#transcriber = new Transcriber(this.protocols);
    this.#heartbeats = new Heartbeats(this.protocols);
    this.#overview = new Overview(this.protocols);
    this.#roundTrips = new RoundTrips(this.protocols);
    this.matches = new Matches(undefined, this.#querySource());
    this.#rowSource = {
      timeline: this.timeline,
      heartbeats: this.#heartbeats,
      protocols: this.protocols,
      atOf: (position) => this.log.atOf(position),
      bytesOf: (position) => this.log.bytesOf(position),
      viaOf: (position) => this.log.viaOf(position),
      waitedMs: (position) => this.#transport.waitedMs(position),
    };
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

  setQuery(text: string, query: Asker | undefined, range?: TimeRange): void {
    this.matches.drop();
    this.filter = text;
    this.range = range;
    this.matches = new Matches(query, this.#querySource());
  }

  /** Tells whether they are others than before. */
  setNotes(notes: readonly Note[]): boolean {
    const now = new Notes(notes);
    if (now.isSameAs(this.notes)) return false;
    this.notes = now;
    this.edition++;
    return true;
  }

  /** The rows that match and that no folded group hides. */
  get list(): FoldedMatches {
    if (this.#list?.matches !== this.matches || this.#list.revision !== this.matches.revision)
      this.#list = new FoldedMatches(this.matches, this.timeline.columns, this.#folds);
    return this.#list;
  }

  /** Folds what hangs under `id`, or unfolds it; all groups where undefined. */
  setFolded(id: RowId | undefined, isFolded: boolean): void {
    const head = id && this.timeline.rowOf(id);
    if (!id) this.#folds.setAll(isFolded);
    else if (head !== undefined) this.#folds.set(head, isFolded);
    this.#list = undefined;
  }

  /** Unfolds what hides `id`; tells whether there was anything to unfold. */
  reveal(id: RowId): boolean {
    const row = this.timeline.rowOf(id);
    const heads = row === undefined ? [] : this.list.foldedHeadsOf(row);
    for (const head of heads) this.#folds.set(head, false);
    this.#list = undefined;
    return heads.length > 0;
  }

  async rows(from: number, to: number): Promise<readonly Row[]> {
    const { list } = this;
    const rows: Row[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, list.count); index++) {
      const number = list.rowAt(index);
      const row = number === undefined ? undefined : await this.row(number, index);
      if (row) rows.push(row);
    }
    return rows;
  }

  indexOf(id: RowId): number | undefined {
    const row = this.timeline.rowOf(id);
    return row === undefined ? undefined : this.list.indexOf(row);
  }

  async details(id: RowId): Promise<Details | undefined> {
    const number = this.timeline.rowOf(id);
    const event = await this.log.read(id.seq);
    if (number === undefined || !event) return undefined;
    const part = partOf(this.#rowSource, number, event);
    const row = formatRow(this.#rowSource, number, this.list.indexOf(number) ?? -1, event, part);
    const { timeline, log } = this;
    const read = (position: number) => log.read(position);
    // Looked at row by row, and not by everyone: the code for it comes with the first.
    const { detailsOf } = await import('../projections/details.ts');
    return detailsOf(row, number, event, { timeline, protocols: this.protocols, read }, part);
  }

  async suggestions(text: string, caret: number): Promise<readonly Suggestion[]> {
    const { Vocabulary } = await import('./vocabulary.ts');
    this.#vocabulary ??= new Vocabulary(this.#querySource());
    return this.#vocabulary.suggestions(text, caret, pause);
  }

  maxPayloadOf(conn: number): number | undefined {
    return this.#transport.maxPayload.get(conn);
  }

  /** Of one connection, or of all. `now`: the session's clock, where it goes on without entries. */
  insight(conn?: number, now?: number): InsightView {
    return {
      heartbeats: this.#heartbeats.view(conn),
      roundTrips: this.#roundTrips.view(conn),
      transport: this.#transport.view(conn),
      acks: this.#acks.view(conn),
      rates: this.#rates.view(conn, now),
    };
  }

  /** How many questions of the server wait for an answer. */
  get waitingForYou(): number {
    return this.#acks.waitingForYou;
  }

  isWaitingForYou(conn: number, nsp: string, id: number): boolean {
    return this.#acks.isWaitingForYou(conn, nsp, id);
  }

  /** What the lanes show; the code for it comes with the first question. */
  async overview(ask: OverviewAsk): Promise<OverviewView> {
    const { overviewOf } = await import('../projections/overview/answer.ts');
    return overviewOf(this.#overview, ask, this.#rowSource, this.notes);
  }

  async rowNear(ask: NearAsk): Promise<RowId | undefined> {
    const { rowNear } = await import('../projections/overview/near.ts');
    return rowNear(this.#overview, this.timeline, ask);
  }

  /** What lasts over the rows `from` (inclusive) to `to` (exclusive) of the list. */
  async spans(from: number, to: number): Promise<readonly Span[]> {
    const { Spans } = await import('../projections/ladder/spans.ts');
    this.#spans ??= new Spans(this.timeline, this.log);
    const { list } = this;
    const first = list.rowAt(Math.max(0, from));
    const last = list.rowAt(Math.min(to, list.count) - 1);
    return first === undefined || last === undefined ? [] : this.#spans.touching(first, last);
  }

  /** Row `number`, which stands at `index` in the list. */
  async row(number: number, index: number): Promise<Row | undefined> {
    const event = await this.log.read(this.timeline.columns.seq(number));
    if (!event) return undefined;
    const row = formatRow(this.#rowSource, number, index, event);
    const group = this.list.groupOf(number);
    const remark = this.notes.of(row);
    return { ...row, ...(group && { group }), ...(remark !== undefined && { remark }) };
  }

  #querySource(): QuerySource {
    const { log, timeline, midnightMs } = this;
    return { log, timeline, protocols: this.protocols, notes: () => this.notes, midnightMs };
  }

  #step(event: WireEvent): void {
    const entry = this.#transcriber.transcribe(seq(this.#folded++), event);
    const row = this.timeline.columns.length;
    this.timeline.step(entry);
    this.#rates.step(entry);
    this.#heartbeats.step(entry);
    this.#roundTrips.step(entry);
    this.#acks.step(entry);
    this.#transport.step(entry, this.timeline.columns.sizeBytes(row));
    this.#overview.step(entry);
    this.onentry?.(entry);
  }
}
