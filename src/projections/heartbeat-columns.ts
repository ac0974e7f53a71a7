import { seq } from '../session/entry.ts';
import type { Heartbeat, HeartbeatPoints, MissedHeartbeat } from './heartbeats-view.ts';

const FIRST_SIZE = 64;

const BY_CLIENT = 1;
const LATE = 2;
const UNANSWERED = 4;
const MISSED = 8;
const AWAITED_PONG = 16;

type NewPing = Pick<Heartbeat, 'number' | 'row' | 'conn' | 'at' | 'pingedBy' | 'intervalMs' | 'lateMs' | 'isLate'> &
  Pick<Heartbeat, 'marginMs'>;

/** All heartbeats of a session, a figure a column; each knows the one before it of the same connection. */
export class HeartbeatColumns {
  length = 0;
  #seq = new Uint32Array(FIRST_SIZE);
  #part = new Uint32Array(FIRST_SIZE);
  #conn = new Uint32Array(FIRST_SIZE);
  #number = new Uint32Array(FIRST_SIZE);
  /** Place plus 1 of the one before, 0 for none. */
  #before = new Uint32Array(FIRST_SIZE);
  #flags = new Uint8Array(FIRST_SIZE);
  #at = new Float64Array(FIRST_SIZE);
  #intervalMs = new Float64Array(FIRST_SIZE);
  #lateMs = new Float64Array(FIRST_SIZE);
  #marginMs = new Float64Array(FIRST_SIZE);
  #tookMs = new Float64Array(FIRST_SIZE);

  /** `before` is the place of the one before of the same connection; answers with its own. */
  addPing(ping: NewPing, before: number | undefined): number {
    const i = this.#add(ping, before);
    this.#number[i] = ping.number;
    this.#intervalMs[i] = ping.intervalMs;
    this.#lateMs[i] = ping.lateMs;
    this.#marginMs[i] = ping.marginMs;
    this.#tookMs[i] = NaN;
    this.#flags[i] = (ping.pingedBy === 'client' ? BY_CLIENT : 0) | (ping.isLate ? LATE : 0);
    return i;
  }

  addMissed(missed: Omit<MissedHeartbeat, 'kind'>, before: number | undefined): number {
    const i = this.#add(missed, before);
    this.#intervalMs[i] = missed.silentMs;
    this.#flags[i] = MISSED | (missed.awaited === 'pong' ? AWAITED_PONG : 0);
    return i;
  }

  answer(i: number, tookMs: number): void {
    this.#tookMs[i] = tookMs;
  }

  /** Nobody will answer it any more. */
  giveUp(i: number): void {
    this.#flags[i] = (this.#flags[i] ?? 0) | UNANSWERED;
  }

  /** The one before of the same connection. */
  before(i: number): number | undefined {
    const before = this.#before[i] ?? 0;
    return before === 0 ? undefined : before - 1;
  }

  isMissed(i: number): boolean {
    return ((this.#flags[i] ?? 0) & MISSED) !== 0;
  }

  seq(i: number): number {
    return this.#seq[i] ?? 0;
  }

  at(i: number): Heartbeat | MissedHeartbeat {
    const flags = this.#flags[i] ?? 0;
    const common = { row: { seq: seq(this.seq(i)), part: this.#part[i] ?? 0 }, conn: this.#conn[i] ?? 0 };
    const at = this.#at[i] ?? 0;
    const intervalMs = this.#intervalMs[i] ?? 0;
    if ((flags & MISSED) !== 0) {
      const awaited = (flags & AWAITED_PONG) === 0 ? 'ping' : 'pong';
      return { kind: 'missed', ...common, awaited, at, silentMs: intervalMs };
    }
    const pingedBy = (flags & BY_CLIENT) === 0 ? 'server' : 'client';
    const tookMs = this.#tookMs[i] ?? NaN;
    const took = pingedBy === 'client' ? { roundTripMs: tookMs } : { answeredMs: tookMs };
    return {
      kind: 'ping',
      number: this.#number[i] ?? 0,
      ...common,
      at,
      pingedBy,
      intervalMs,
      lateMs: this.#lateMs[i] ?? 0,
      isLate: (flags & LATE) !== 0,
      isUnanswered: (flags & UNANSWERED) !== 0,
      marginMs: this.#marginMs[i] ?? 0,
      ...(Number.isNaN(tookMs) ? {} : took),
    };
  }

  /** `places` in the order in which the points are to stand. */
  points(places: readonly number[]): HeartbeatPoints {
    return {
      at: Float64Array.from(places, (i) => this.#at[i] ?? 0),
      intervalMs: Float64Array.from(places, (i) => this.#intervalMs[i] ?? 0),
      lateMs: Float64Array.from(places, (i) => this.#lateMs[i] ?? 0),
      marginMs: Float64Array.from(places, (i) => this.#marginMs[i] ?? 0),
      tookMs: Float64Array.from(places, (i) => this.#tookMs[i] ?? NaN),
      late: Uint8Array.from(places, (i) => ((this.#flags[i] ?? 0) & LATE) >> 1),
      seq: Uint32Array.from(places, (i) => this.seq(i)),
      part: Uint32Array.from(places, (i) => this.#part[i] ?? 0),
    };
  }

  #add({ row, conn, at }: Pick<Heartbeat, 'row' | 'conn' | 'at'>, before: number | undefined): number {
    const i = this.length++;
    if (i === this.#seq.length) this.#grow();
    this.#seq[i] = row.seq;
    this.#part[i] = row.part;
    this.#conn[i] = conn;
    this.#at[i] = at;
    this.#before[i] = before === undefined ? 0 : before + 1;
    return i;
  }

  #grow(): void {
    this.#seq = widened(this.#seq, new Uint32Array(2 * this.length));
    this.#part = widened(this.#part, new Uint32Array(2 * this.length));
    this.#conn = widened(this.#conn, new Uint32Array(2 * this.length));
    this.#number = widened(this.#number, new Uint32Array(2 * this.length));
    this.#before = widened(this.#before, new Uint32Array(2 * this.length));
    this.#flags = widened(this.#flags, new Uint8Array(2 * this.length));
    this.#at = widened(this.#at, new Float64Array(2 * this.length));
    this.#intervalMs = widened(this.#intervalMs, new Float64Array(2 * this.length));
    this.#lateMs = widened(this.#lateMs, new Float64Array(2 * this.length));
    this.#marginMs = widened(this.#marginMs, new Float64Array(2 * this.length));
    this.#tookMs = widened(this.#tookMs, new Float64Array(2 * this.length));
  }
}

function widened<Column extends Uint32Array | Uint8Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
