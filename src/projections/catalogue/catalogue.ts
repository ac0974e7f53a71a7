import { withoutOffset } from '../../protocol/socketio/recovery.ts';
import type { Protocols } from '../../session/protocols.ts';
import type { SessionLog } from '../../session/log.ts';
import { kindNumber } from '../row-columns.ts';
import { readPart, socketPacketIn } from '../row-part.ts';
import type { Timeline } from '../timeline.ts';
import type { EventName } from './catalogue-view.ts';
import { EventLearning, type Learning } from './event-learning.ts';

/** Rows that are counted, and rows that are looked into, before others have the thread. */
const COUNTED_AT_ONCE = 50_000;
const READ_AT_ONCE = 500;
/** A longer one is counted, and not looked into. */
const MOST_CHARACTERS = 100_000;
/** Different names; what more there are is only counted. */
const MOST_NAMES = 2000;

const EVENTS = [kindNumber('EVENT'), kindNumber('BINARY_EVENT')];
const ANSWERS = [kindNumber('ACK'), kindNumber('BINARY_ACK')];

export type CatalogueSource = {
  readonly timeline: Timeline;
  readonly protocols: Protocols;
  readonly log: SessionLog;
};

/** Learns events' names and shapes from the rows, when it is asked to: it goes on where it stopped. */
export class Catalogue {
  readonly source: CatalogueSource;
  readonly events = new Map<number, EventLearning>();
  /** Names beyond those that are kept. */
  readonly #beyond = new Set<number>();
  /** Rows that have been looked at. */
  done = 0;
  #learning: Promise<void> | undefined;

  constructor(source: CatalogueSource) {
    this.source = source;
  }

  get eventCount(): number {
    return this.events.size + this.#beyond.size;
  }

  /** All rows that there are now. */
  learn(pause: () => Promise<void>): Promise<void> {
    this.#learning ??= this.#learn(pause).finally(() => (this.#learning = undefined));
    return this.#learning;
  }

  get(wanted: EventName): EventLearning | undefined {
    for (const [key, learning] of this.events) {
      const { nsp, event, direction } = this.nameOf(key);
      if (event === wanted.event && nsp === wanted.nsp && direction === wanted.direction) return learning;
    }
    return undefined;
  }

  nameOf(key: number): EventName {
    const { nsps, events } = this.source.timeline;
    const names = Math.floor(key / 2);
    const event = events.textOf(names % NAMES) ?? '';
    return {
      nsp: nsps.textOf(Math.floor(names / NAMES)) ?? '/',
      event,
      direction: key % 2 === 0 ? 'sent' : 'received',
    };
  }

  async #learn(pause: () => Promise<void>): Promise<void> {
    const { columns } = this.source.timeline;
    let read = 0;
    for (let counted = 1; this.done < columns.length; counted++) {
      const row = this.done;
      const learning = this.#count(row);
      if (learning) {
        await this.#lookInto(row, learning);
        read++;
      }
      this.done++;
      if (counted % COUNTED_AT_ONCE === 0 || read === READ_AT_ONCE) {
        read = 0;
        await pause();
      }
    }
  }

  /** What wants to learn from the row. */
  #count(row: number): { readonly of: EventLearning; readonly part: Learning } | undefined {
    const { columns } = this.source.timeline;
    const kind = columns.kindNumber(row);
    if (columns.isProbe(row)) return undefined;
    if (EVENTS.includes(kind)) {
      const of = this.#eventOf(row, row);
      if (!of) return undefined;
      of.lastRow = row;
      if (columns.ackId(row) !== undefined) of.asked++;
      return of.wants() ? { of, part: of } : undefined;
    }
    if (!ANSWERS.includes(kind) || !columns.isAnswer(row)) return undefined;
    const of = this.#eventOf(columns.pair(row) ?? row, undefined);
    return of?.answers.wants() ? { of, part: of.answers } : undefined;
  }

  /** The event of row `row`; a new one only where `first` is its first row. */
  #eventOf(row: number, first: number | undefined): EventLearning | undefined {
    const { columns } = this.source.timeline;
    const key = keyOf(columns.nsp(row), columns.event(row), columns.direction(row) === 'sent');
    const known = this.events.get(key);
    if (known || first === undefined) return known;
    if (this.events.size >= MOST_NAMES) {
      this.#beyond.add(key);
      return undefined;
    }
    const made = new EventLearning(first);
    this.events.set(key, made);
    return made;
  }

  async #lookInto(row: number, { of, part }: { readonly of: EventLearning; readonly part: Learning }): Promise<void> {
    const values = await this.#valuesAt(row);
    if (!values) return;
    const isAnswer = part !== of;
    part.learn(isAnswer ? values : values.slice(1), row, (news) => of.changed(news, row), isAnswer ? 'ack' : '');
  }

  /** What the packet carries; bytes as their placeholders. */
  async #valuesAt(row: number): Promise<readonly unknown[] | undefined> {
    const { log, timeline, protocols } = this.source;
    const { columns } = timeline;
    const seq = columns.seq(row);
    const event = await log.read(seq);
    const packet = event && socketPacketIn(readPart(event, columns.part(row), protocols.of(seq, event)));
    if (!packet || packet.json.length > MOST_CHARACTERS) return undefined;
    const values: unknown = JSON.parse(columns.hasOffset(row) ? withoutOffset(packet.json) : packet.json);
    return Array.isArray(values) ? values : undefined;
  }
}

const NAMES = 2 ** 24;

function keyOf(nsp: number, event: number, isSent: boolean): number {
  return (nsp * NAMES + event) * 2 + (isSent ? 0 : 1);
}
