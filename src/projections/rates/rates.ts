import type { Entry } from '../../session/entry.ts';
import type { Direction } from '../../wire/wire-event.ts';
import type { Projection } from '../projection.ts';
import type { RowKind } from '../row.ts';
import type { Timeline } from '../timeline.ts';
import type { RatesView, Traffic } from './rates-view.ts';
import { Recent } from './recent.ts';
import { Talkers } from './talkers.ts';
import { TimeSums, widerThan } from './time-sums.ts';

/** As many bars as the narrow side has room for. */
const SHOWN = 180;
const COLUMNS = 4;
/** Columns: events sent and received, then bytes sent and received. */
const BYTES = 2;

type OfConnection = {
  readonly since: number;
  readonly sums: TimeSums;
  readonly recent: Recent;
  readonly talkers: Talkers;
  readonly totals: Float64Array;
};

/** How much crosses a second, by direction and by event. It reads the timeline's rows: step the timeline first. */
export class Rates implements Projection<RatesView> {
  readonly #timeline: Timeline;
  readonly #connections = new Map<number, OfConnection>();
  /** The first row that has not been counted. */
  #row = 0;
  #lastAt = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  step({ event }: Entry): void {
    const { columns } = this.#timeline;
    this.#lastAt = event.at;
    for (; this.#row < columns.length; this.#row++) {
      const direction = columns.direction(this.#row);
      if (direction && event.probe === undefined)
        this.#count(this.#row, event.conn, event.at, direction, event.kind === 'frame');
    }
  }

  /** `now`: up to when, where the session goes on without entries. */
  view(conn?: number, now = this.#lastAt): RatesView {
    const connections = [...this.#connections].flatMap(([id, of]) => (conn === undefined || conn === id ? [of] : []));
    const { widthMs, columns } = seriesOf(connections, this.#lastAt);
    const [sentEvents = [], receivedEvents = [], sentBytes = [], receivedBytes = []] = columns.map((sums) => [...sums]);
    return {
      since: connections.reduce((first, { since }) => Math.min(first, since), now),
      now,
      sent: trafficOf(connections, 0, now),
      received: trafficOf(connections, 1, now),
      widthMs,
      sentEvents,
      receivedEvents,
      sentBytes,
      receivedBytes,
      ...Talkers.view(
        connections.map(({ talkers }) => talkers),
        this.#timeline,
        now,
      ),
    };
  }

  #count(row: number, conn: number, at: number, direction: Direction, isFrame: boolean): void {
    const { columns } = this.#timeline;
    const of = this.#connection(conn, at);
    const column = direction === 'sent' ? 0 : 1;
    const bytes = columns.sizeBytes(row) ?? 0;
    // A polling body is counted as a whole, by the row of its HTTP.
    if (isFrame || columns.part(row) === 0) add(of, BYTES + column, at, bytes);
    const kind = columns.kind(row);
    if (isEvent(kind)) add(of, column, at, 1);
    of.talkers.count(row, kind, direction, bytes, at, columns);
  }

  #connection(conn: number, at: number): OfConnection {
    const known = this.#connections.get(conn);
    if (known) return known;
    const made = {
      since: at,
      sums: new TimeSums(COLUMNS),
      recent: new Recent(),
      talkers: new Talkers(),
      totals: new Float64Array(COLUMNS),
    };
    this.#connections.set(conn, made);
    return made;
  }
}

function isEvent(kind: RowKind): boolean {
  return kind === 'EVENT' || kind === 'BINARY_EVENT' || kind === 'message';
}

function add({ sums, recent, totals }: OfConnection, column: number, at: number, amount: number): void {
  sums.add(at, column, amount);
  recent.add(column, at, amount);
  totals[column] = (totals[column] ?? 0) + amount;
}

function trafficOf(connections: readonly OfConnection[], column: number, now: number): Traffic {
  const traffic = { events: 0, bytes: 0, eventsPerSecond: 0, bytesPerSecond: 0 };
  for (const { recent, totals } of connections) {
    traffic.events += totals[column] ?? 0;
    traffic.bytes += totals[BYTES + column] ?? 0;
    traffic.eventsPerSecond += recent.perSecond(column, now);
    traffic.bytesPerSecond += recent.perSecond(BYTES + column, now);
  }
  return traffic;
}

/** All connections together, in as many buckets as can be drawn. */
function seriesOf(
  connections: readonly OfConnection[],
  lastAt: number,
): { widthMs: number; columns: readonly Float64Array[] } {
  let widthMs = Math.max(...connections.map(({ sums }) => sums.widthMs), 0);
  if (widthMs === 0) return { widthMs: 1000, columns: [] };
  while (lastAt / widthMs >= SHOWN) widthMs = widerThan(widthMs);
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(Math.floor(lastAt / widthMs) + 1));
  for (const { sums } of connections) sums.addTo(columns, widthMs);
  return { widthMs, columns };
}
