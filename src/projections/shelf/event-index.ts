import { eventName } from '../../protocol/socketio/event-name.ts';
import type { Entry } from '../../session/entry.ts';
import type { ShelfHit } from './hit.ts';
import { hitOfPacket } from './hit-of.ts';

/** So many entries are kept of each event. */
export const HITS_KEPT = 3;
/** Of so many events; a server that makes its names up has thousands, which are counted only. */
export const EVENTS_SHOWN = 200;
const EVENTS_KEPT = 20_000;

export type IndexedEvent = {
  readonly name: string;
  /** Packets that carry it. */
  readonly count: number;
  /** The first ones. */
  readonly hits: readonly ShelfHit[];
};

type Counted = { count: number; readonly hits: ShelfHit[] };

/** The event names of a session, each with its first entries: what a search finds without reading the log. */
export class EventIndex {
  readonly #events = new Map<string, Counted>();
  /** Entries that it has seen. */
  entries = 0;

  step({ seq, event: { kind, at, probe }, packets }: Entry): void {
    this.entries = seq + 1;
    // A check of Sockscope's own is none of the session's traffic.
    if (probe !== undefined) return;
    let part = kind === 'frame' ? 0 : 1;
    for (const { socket, direction } of packets) {
      const place = { seq, part: part++, at };
      const name = socket && eventName(socket);
      if (name === undefined) continue;
      const counted = this.#counted(name);
      if (counted && counted.hits.length < HITS_KEPT && this.#events.size <= EVENTS_SHOWN)
        counted.hits.push(hitOfPacket(place, direction, name, socket?.json ?? ''));
    }
  }

  view(): readonly IndexedEvent[] {
    return Array.from(this.#events, ([name, { count, hits }]) => ({ name, count, hits: [...hits] }));
  }

  #counted(name: string): Counted | undefined {
    let event = this.#events.get(name);
    if (!event) {
      if (this.#events.size >= EVENTS_KEPT) return undefined;
      event = { count: 0, hits: [] };
      this.#events.set(name, event);
    }
    event.count++;
    return event;
  }
}
