import type { Entry } from '../session/entry.ts';
import type { ClientEvent } from '../wire/wire-event.ts';
import type { Absence, AbsenceKind } from './heartbeats-view.ts';

const KEPT = 50;

const BEGINS: Readonly<Record<string, AbsenceKind>> = { page_hidden: 'hidden', page_frozen: 'frozen' };
const ENDS: Readonly<Record<string, AbsenceKind>> = { page_visible: 'hidden', page_resumed: 'frozen' };

/** When the tab was hidden, frozen or paused while a connection was alive. */
export class Absences {
  readonly #byConnection = new Map<number, readonly Absence[]>();

  step({ seq, event }: Entry): void {
    if (event.kind === 'user' && event.action === 'disconnect') this.#endAll(event.conn, event.at);
    if (event.kind !== 'client') return;
    const { conn } = event;
    const row = { seq, part: 0 };
    const at = happenedAt(event);
    const begins = BEGINS[event.event];
    const ends = ENDS[event.event];
    if (begins) this.#add({ kind: begins, row, conn, fromAt: at });
    else if (ends) this.#end(conn, ends, at);
    else if (event.event === 'worker_paused') {
      this.#add({ kind: 'paused', row, conn, fromAt: at - (numberIn(event, 'pausedMs') ?? 0), untilAt: at });
    }
  }

  /** Of one connection, or of all. Oldest first. */
  view(conn?: number): readonly Absence[] {
    if (conn !== undefined) return this.#byConnection.get(conn) ?? [];
    return [...this.#byConnection.values()].flat().toSorted((a, b) => a.row.seq - b.row.seq);
  }

  #add(absence: Absence): void {
    const before = this.#byConnection.get(absence.conn) ?? [];
    this.#byConnection.set(absence.conn, [...before.slice(1 - KEPT), absence]);
  }

  #end(conn: number, kind: AbsenceKind, at: number): void {
    const all = this.#byConnection.get(conn) ?? [];
    this.#byConnection.set(
      conn,
      all.map((absence) => (absence.kind === kind ? ended(absence, at) : absence)),
    );
  }

  /** Of a connection that the person ended nothing more is recorded. */
  #endAll(conn: number, at: number): void {
    const all = this.#byConnection.get(conn);
    if (all?.some(({ untilAt }) => untilAt === undefined)) {
      this.#byConnection.set(
        conn,
        all.map((absence) => ended(absence, at)),
      );
    }
  }
}

/** Whether `absence` and the time from `from` to `until` have a moment in common. */
export function overlaps({ fromAt, untilAt = Infinity }: Absence, from: number, until: number): boolean {
  return fromAt < until && untilAt > from;
}

function ended(absence: Absence, at: number): Absence {
  return absence.untilAt === undefined ? { ...absence, untilAt: Math.max(absence.fromAt, at) } : absence;
}

/** A frozen page tells only when it wakes, and says then when it was. */
function happenedAt(event: ClientEvent): number {
  return Math.min(event.at, numberIn(event, 'happenedAt') ?? event.at);
}

function numberIn({ detail }: ClientEvent, name: string): number | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const value: unknown = Reflect.get(detail, name);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
