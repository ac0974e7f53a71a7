import { endsConnection, reasonIn } from '../session/connection-end.ts';
import type { ClientEvent } from '../wire/wire-event.ts';
import type { Reconnect, ReconnectTry } from './transport-view.ts';
import type { RowId } from './row.ts';

const TRIES_SHOWN = 20;

/** After these the client does not try again by itself. */
const FINAL_REASONS: readonly string[] = ['io client disconnect', 'io server disconnect'];
/** From each of these on the client waits for its next attempt. */
const FAILURES: readonly string[] = ['close', 'disconnect', 'connect_error', 'reconnect_error'];

/** How often each connection was lost, what was tried, and when it came back. */
export class Reconnects {
  readonly #all: Reconnect[] = [];
  /** By connection: when it last failed or was lost. */
  readonly #failedAt = new Map<number, number>();
  /** By `seq` of a `reconnect_attempt`, in ms. */
  readonly #waits = new Map<number, number>();
  /** By connection, of its newest Engine.IO session. */
  readonly #sids = new Map<number, string>();

  view(limit: number, conn?: number): readonly Reconnect[] {
    const all = conn === undefined ? this.#all : this.#all.filter((loss) => loss.conn === conn);
    return all.slice(-limit);
  }

  waitedMs(seq: number): number | undefined {
    return this.#waits.get(seq);
  }

  opened(conn: number, sid: string): void {
    this.#sids.set(conn, sid);
  }

  /** `isOver`: the connection's Engine.IO session is, as far as the wire tells. */
  step(row: RowId, event: ClientEvent, isOver: boolean): void {
    const { conn, at } = event;
    switch (event.event) {
      case 'disconnect':
        this.#lost(event, isOver);
        break;
      case 'reconnect_attempt':
        this.#tried(row, event);
        break;
      case 'connect_error':
      case 'reconnect_error':
        this.#failed(conn, wordIn(event.detail, 'message'));
        break;
      case 'reconnect':
        this.#back(conn, at, undefined);
        break;
      // Nobody reports a reconnect when the person connects again.
      case 'connect':
        this.#back(conn, at, recoveredIn(event.detail));
        break;
      default:
    }
    if (FAILURES.includes(event.event)) this.#failedAt.set(conn, at);
  }

  #lost(event: ClientEvent, isOver: boolean): void {
    const { conn, at } = event;
    const reason = reasonIn(event);
    // Each namespace reports the same loss.
    if (this.#openLoss(conn) >= 0 || FINAL_REASONS.includes(reason)) return;
    // One namespace may end while the connection goes on for the others.
    if (!endsConnection(event) && !isOver) return;
    this.#all.push({ conn, lostAt: at, reason, attempts: 0, tries: [] });
  }

  #tried(row: RowId, { conn, at, detail }: ClientEvent): void {
    const since = this.#failedAt.get(conn);
    const waitedMs = since === undefined ? 0 : at - since;
    if (since !== undefined) this.#waits.set(row.seq, waitedMs);
    this.#change(conn, (last) => {
      const attempt = numberIn(detail, 'attempt') ?? last.attempts + 1;
      const next: ReconnectTry = { row, attempt, waitedMs, ...plannedIn(detail) };
      return { ...last, attempts: last.attempts + 1, tries: [...last.tries, next].slice(-TRIES_SHOWN) };
    });
  }

  #failed(conn: number, failed: string | undefined): void {
    this.#change(conn, (last) => {
      const newest = last.tries.at(-1);
      // Told by the manager and by its reconnection; the first knows more.
      if (!newest || newest.failed !== undefined || failed === undefined) return last;
      return { ...last, tries: [...last.tries.slice(0, -1), { ...newest, failed }] };
    });
  }

  #back(conn: number, at: number, recovered: boolean | undefined): void {
    const isOpen = this.#openLoss(conn) >= 0;
    const index = isOpen ? this.#openLoss(conn) : this.#all.findLastIndex((loss) => loss.conn === conn);
    const last = this.#all[index];
    if (!last) return;
    const sid = this.#sids.get(conn);
    const news = recovered === undefined || last.recovered !== undefined ? {} : { recovered };
    if (isOpen) this.#all[index] = { ...last, backAt: at, ...(sid === undefined ? {} : { sid }), ...news };
    // The manager is back before its first namespace, which alone knows this.
    else this.#all[index] = { ...last, ...news };
  }

  #openLoss(conn: number): number {
    return this.#all.findLastIndex((loss) => loss.conn === conn && loss.backAt === undefined);
  }

  #change(conn: number, next: (last: Reconnect) => Reconnect): void {
    const index = this.#openLoss(conn);
    const last = this.#all[index];
    if (last) this.#all[index] = next(last);
  }
}

export function plannedIn(detail: unknown): Pick<ReconnectTry, 'plannedMs' | 'leastMs' | 'mostMs'> {
  const plannedMs = numberIn(detail, 'plannedMs');
  const leastMs = numberIn(detail, 'leastMs');
  const mostMs = numberIn(detail, 'mostMs');
  return {
    ...(plannedMs === undefined ? {} : { plannedMs }),
    ...(leastMs === undefined ? {} : { leastMs }),
    ...(mostMs === undefined ? {} : { mostMs }),
  };
}

function fieldIn(detail: unknown, name: string): unknown {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...detail };
  return fields[name];
}

function numberIn(detail: unknown, name: string): number | undefined {
  const value = fieldIn(detail, name);
  return typeof value === 'number' ? value : undefined;
}

function wordIn(detail: unknown, name: string): string | undefined {
  const value = fieldIn(detail, name);
  return typeof value === 'string' ? value : undefined;
}

function recoveredIn(detail: unknown): boolean | undefined {
  const value = fieldIn(detail, 'recovered');
  return typeof value === 'boolean' ? value : undefined;
}
