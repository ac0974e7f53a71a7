import { EventIndex, type IndexedEvent } from '../../projections/shelf/event-index.ts';
import { TimelineIndex } from '../../projections/shelf/timeline-index.ts';
import { eventIn, type Chunk } from '../../session/chunk.ts';
import { seq } from '../../session/entry.ts';
import { Protocols } from '../../session/protocols.ts';
import { Transcriber } from '../../session/transcribe.ts';
import { eachChunk } from '../../storage/chunks.ts';
import { isCurrent, readIndex, writeIndex, type SessionIndex } from '../../storage/session-index.ts';
import type { SessionRecord } from '../../storage/session-record.ts';
import type { Bench } from '../bench.ts';
import { heldSessions, oneTabAtATime } from '../held-sessions.ts';
import type { OpenSession } from '../open-session.ts';
import { Restraint } from './restraint.ts';

/** What just began is not to be disturbed. */
const REST_MS = 2000;

type Growing = { readonly index: EventIndex; readonly transcriber: Transcriber; chunk: number };

/** Knows which events each session holds: from memory, from the store, or by reading the log once. */
export class IndexKeeper {
  readonly #bench: Bench;
  readonly #restraint: Restraint;
  readonly #inMemory = new WeakMap<OpenSession, TimelineIndex>();
  /** Of sessions that another tab records: how far each was read. */
  readonly #growing = new Map<string, Growing>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** While somebody waits for an answer, nothing is made ahead. */
  isHeldUp = false;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#restraint = new Restraint(bench);
  }

  /** From now on indexes what lacks it, as soon as nothing else is to be done. */
  start(): void {
    this.#bench.keeper.watch({ onchange: () => this.#ask() });
    this.#ask();
  }

  /** `stored`: what is known to be in the store. Undefined where `wait`, asked between two pieces, says no. */
  async eventsOf(
    record: SessionRecord,
    stored: SessionIndex | undefined,
    wait: () => Promise<boolean>,
  ): Promise<readonly IndexedEvent[] | undefined> {
    const live = this.#bench.recordings.get(record.key);
    if (live) return this.#timelineIndex(live.session).view();
    if (isCurrent(stored, record)) return stored.events;
    const inView = this.#sessionInView(record);
    const events = inView ? await this.#timelineIndex(inView).view() : await this.#read(record, wait);
    if (events && record.state !== 'recording') await writeIndex(this.#bench.database, record, events);
    return events;
  }

  #ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#begin();
    }, REST_MS);
  }

  /** What another tab is at may not hold what is new: then it looks again. */
  async #begin(): Promise<void> {
    const isDone = !this.isHeldUp && (await oneTabAtATime('index', () => this.#indexAll()));
    if (!isDone) this.#ask();
  }

  async #indexAll(): Promise<void> {
    const { shelf, database } = this.#bench;
    const held = (await heldSessions()) ?? new Set();
    const isOver = ({ key, state, deletedAt }: SessionRecord) =>
      deletedAt === undefined && state !== 'importing' && state !== 'recording' && !held.has(key);
    for (const record of (await shelf.list()).toReversed()) {
      if (!isOver(record) || isCurrent(await readIndex(database, record.key), record)) continue;
      const wait = async () => {
        await this.#restraint.rest();
        return !this.isHeldUp;
      };
      if (await wait()) await this.eventsOf(record, undefined, wait);
      // What is left is done when the one who waits has the answer.
      if (this.isHeldUp) return this.#ask();
    }
  }

  /** Read to its end, it needs not be read again. */
  #sessionInView({ key, entries }: SessionRecord): OpenSession | undefined {
    const view = this.#bench.views.current;
    return view?.key === key && !view.opening && view.session.log.length === entries ? view.session : undefined;
  }

  #timelineIndex(session: OpenSession): TimelineIndex {
    const known = this.#inMemory.get(session);
    if (known) return known;
    const { timeline, protocols, log } = session;
    const index = new TimelineIndex({ timeline, protocols, read: (position) => log.read(position) });
    this.#inMemory.set(session, index);
    return index;
  }

  async #read(record: SessionRecord, wait: () => Promise<boolean>): Promise<readonly IndexedEvent[] | undefined> {
    const { key, header, state } = record;
    const growing = this.#growing.get(key) ?? {
      index: new EventIndex(),
      transcriber: new Transcriber(new Protocols(header.connections)),
      chunk: 0,
    };
    if (state === 'recording') this.#growing.set(key, growing);
    else this.#growing.delete(key);
    let position = growing.chunk;
    for await (const chunk of eachChunk(this.#bench.database, key, position)) {
      transcribe(chunk, growing);
      // The last one may grow.
      growing.chunk = position++;
      if (!(await wait())) return undefined;
    }
    return growing.index.view();
  }
}

/** What of the chunk has not been seen yet. */
function transcribe(chunk: Chunk, { index, transcriber }: Growing): void {
  for (let i = Math.max(0, index.entries - chunk.firstSeq); i < chunk.count; i++)
    index.step(transcriber.transcribe(seq(chunk.firstSeq + i), eventIn(chunk, chunk, i)));
}
