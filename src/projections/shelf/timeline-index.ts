import type { Protocols } from '../../session/protocols.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import { readPart, socketPacketIn } from '../row-part.ts';
import type { Timeline } from '../timeline.ts';
import { EVENTS_SHOWN, HITS_KEPT, type IndexedEvent } from './event-index.ts';
import type { ShelfHit } from './hit.ts';
import { hitOfPacket } from './hit-of.ts';

type Counted = { count: number; readonly rows: number[]; readonly hits: ShelfHit[] };

/** What a session's timeline is read from again. */
export type TimelineSource = {
  readonly timeline: Timeline;
  readonly protocols: Protocols;
  read(seq: number): Promise<WireEvent | undefined>;
};

/** What an `EventIndex` says, of a session that is in memory: each look reads the rows that came since the last. */
export class TimelineIndex {
  readonly #source: TimelineSource;
  /** By the event's number. */
  readonly #events = new Map<number, Counted>();
  #next = 0;

  constructor(source: TimelineSource) {
    this.#source = source;
  }

  async view(): Promise<readonly IndexedEvent[]> {
    const { columns, events } = this.#source.timeline;
    for (; this.#next < columns.length; this.#next++) {
      const kind = columns.kind(this.#next);
      if ((kind !== 'EVENT' && kind !== 'BINARY_EVENT') || columns.isProbe(this.#next)) continue;
      const number = columns.event(this.#next);
      if (number !== 0) this.#count(number, this.#next);
    }
    const indexed: IndexedEvent[] = [];
    for (const [number, event] of this.#events) {
      const name = events.textOf(number) ?? '';
      for (const row of event.rows.splice(0)) event.hits.push(await this.#hit(row, name));
      indexed.push({ name, count: event.count, hits: [...event.hits] });
    }
    return indexed;
  }

  #count(number: number, row: number): void {
    const event = this.#events.get(number) ?? { count: 0, rows: [], hits: [] };
    this.#events.set(number, event);
    event.count++;
    if (event.rows.length + event.hits.length < HITS_KEPT && this.#events.size <= EVENTS_SHOWN) event.rows.push(row);
  }

  async #hit(row: number, name: string): Promise<ShelfHit> {
    const { timeline, protocols, read } = this.#source;
    const { seq, part } = timeline.idOf(row);
    const event = await read(seq);
    const packet = event && socketPacketIn(readPart(event, part, protocols.of(seq, event)));
    const direction = timeline.columns.direction(row);
    return hitOfPacket({ seq, part, at: event?.at ?? 0 }, direction, name, packet?.json ?? '');
  }
}
