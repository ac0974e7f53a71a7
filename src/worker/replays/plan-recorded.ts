import type { Plan } from '../../replay/plan/plan.ts';
import { PlanBuilder } from '../../replay/plan/plan-builder.ts';
import { isReservedEvent } from '../../replay/plan/reserved.ts';
import { idOfKey } from '../../projections/row-set.ts';
import type { OpenSession } from '../open-session.ts';
import { pause } from '../pause.ts';
import { packetValues } from './packet-values.ts';

/** Rows looked at before others have the thread. */
const AT_ONCE = 20_000;
/** What came later than this after the last step and its answer belongs to no step. */
const BEYOND_MS = 60_000;

/** Events that the client sent, among the rows of `keys` or all of them, with what came back. */
export async function planRecorded(session: OpenSession, keys: Float64Array | undefined): Promise<Plan> {
  const chosen = keys && rowsOf(session, keys);
  const { columns } = session.timeline;
  const reader = new Reader(session);
  const first = chosen ? (chosen[0] ?? columns.length) : 0;
  const last = chosen ? (chosen.at(-1) ?? -1) : columns.length - 1;
  // As it is now: what comes meanwhile is not planned.
  const end = columns.length;
  for (let row = first, next = 0; row < end; row++) {
    const isChosen = !chosen || chosen[next] === row;
    if (isChosen) next++;
    const reading = reader.read(row, isChosen);
    if (reading) await reading;
    if (row > last && reader.isBeyond(row)) break;
    if (row % AT_ONCE === AT_ONCE - 1) await pause();
  }
  return reader.plan.build();
}

/** Ascending; rows that are no longer known are left out. */
function rowsOf({ timeline }: OpenSession, keys: Float64Array): readonly number[] {
  return Array.from(keys, (key) => timeline.rowOf(idOfKey(key))).filter((row) => row !== undefined);
}

class Reader {
  readonly plan = new PlanBuilder();
  readonly #session: OpenSession;
  /** By connection: the step that was sent last, and when; absent after an event that is no step. */
  readonly #lastSteps = new Map<number, { readonly step: number; readonly at: number }>();
  #lastAt = 0;

  constructor(session: OpenSession) {
    this.#session = session;
  }

  /** At once, but for a row that must be read to know whether all of it is there. */
  read(row: number, isChosen: boolean): Promise<void> | undefined {
    const { columns } = this.#session.timeline;
    const kind = columns.kind(row);
    const isSent = columns.direction(row) === 'sent';
    if (columns.isProbe(row)) return undefined;
    if (kind === 'malformed' && isSent && isChosen) this.plan.leaveAside('it cannot be read');
    if (kind !== 'EVENT' && kind !== 'BINARY_EVENT') return undefined;
    if (!isSent) this.#follow(row);
    else if (!isChosen) this.#lastSteps.delete(columns.conn(row));
    else if (columns.isBinary(row) || this.#isPacked(row)) return this.#addRead(row);
    // Plain text that could be decoded can be sent.
    else this.#add(row, undefined);
    return undefined;
  }

  isBeyond(row: number): boolean {
    return this.#atOf(row) > this.#lastAt + BEYOND_MS;
  }

  async #addRead(row: number): Promise<void> {
    const values = await packetValues(this.#session, row);
    this.#add(row, values.ok ? undefined : values.error.replace(/^It /, 'it ').replace(/\.$/, ''));
  }

  #add(row: number, flaw: string | undefined): void {
    const { columns, nsps, events } = this.#session.timeline;
    const nsp = nsps.textOf(columns.nsp(row)) ?? '/';
    const event = events.textOf(columns.event(row)) ?? '';
    const conn = columns.conn(row);
    const why = isReservedEvent(event) ? `${event} is a reserved name` : flaw;
    if (why !== undefined) {
      this.plan.leaveAside(why);
      this.#lastSteps.delete(conn);
      return;
    }
    const at = this.#atOf(row);
    const pair = columns.pair(row);
    const wantsAck = columns.ackId(row) !== undefined;
    const step = this.plan.add({ nsp, event, atMs: at, wantsAck, source: row });
    if (pair !== undefined) this.plan.answer(step, pair, this.#atOf(pair) - at);
    this.#lastAt = pair === undefined ? at : this.#atOf(pair);
    this.#lastSteps.set(conn, { step, at });
  }

  #isPacked(row: number): boolean {
    const { columns } = this.#session.timeline;
    const seq = columns.seq(row);
    return this.#session.protocols.of(seq, { conn: columns.conn(row) }).socket?.parser === 'msgpack';
  }

  #follow(row: number): void {
    const { columns, nsps, events } = this.#session.timeline;
    const last = this.#lastSteps.get(columns.conn(row));
    if (!last) return;
    const nsp = nsps.textOf(columns.nsp(row)) ?? '/';
    const event = events.textOf(columns.event(row)) ?? '';
    this.plan.follow(last.step, { nsp, event, source: row, afterMs: this.#atOf(row) - last.at });
  }

  #atOf(row: number): number {
    return this.#session.log.atOf(this.#session.timeline.columns.seq(row));
  }
}
