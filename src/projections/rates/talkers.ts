import type { Direction } from '../../wire/wire-event.ts';
import type { RowColumns } from '../row-columns.ts';
import type { RowKind } from '../row.ts';
import type { Timeline } from '../timeline.ts';
import type { RatesView, Talker } from './rates-view.ts';
import { Recent } from './recent.ts';

const KEPT = 1000;
const SHOWN = 200;

type Counted = Pick<Talker, 'kind' | 'direction'> & {
  readonly event: number;
  readonly nsp: number;
  readonly isRest: boolean;
};
type Sum = { readonly of: Counted; count: number; bytes: number; nowPerSecond: number };

/** Who says how much: one connection's packets by event, direction and namespace. */
export class Talkers {
  readonly #numbers = new Map<number, number>();
  readonly #all: Counted[] = [];
  #counts = new Float64Array(64);
  #bytes = new Float64Array(64);
  readonly #recent = new Recent();
  /** By direction: whose attachments come now. */
  readonly #binary = { sent: -1, received: -1 };
  /** The one before is mostly the next. */
  #lastKey = -1;
  #lastNumber = -1;

  count(row: number, kind: RowKind, direction: Direction, bytes: number, at: number, columns: RowColumns): void {
    if (kind === 'attachment') return this.#attach(direction, bytes);
    const talks = kindOf(kind);
    if (!talks) return;
    const number = this.#numberOf(talks, direction, columns.event(row), columns.nsp(row));
    if (kind === 'BINARY_EVENT' || kind === 'BINARY_ACK') this.#binary[direction] = number;
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    this.#bytes[number] = (this.#bytes[number] ?? 0) + bytes;
    this.#recent.add(number, at, 1);
  }

  /** Several connections' together. */
  static view(all: readonly Talkers[], timeline: Timeline, now: number): Pick<RatesView, 'talkers' | 'talkerCount'> {
    const sums = new Map<number, Sum>();
    for (const talkers of all) talkers.#addTo(sums, now);
    const most = [...sums.values()].sort((a, b) => b.count - a.count).slice(0, SHOWN);
    const talkers = most.map(({ of, ...sum }) => {
      const event = timeline.events.textOf(of.event);
      const nsp = timeline.nsps.textOf(of.nsp);
      const { kind, direction, isRest } = of;
      return {
        kind,
        direction,
        isRest,
        ...sum,
        ...(event !== undefined && { event }),
        ...(nsp !== undefined && { nsp }),
      };
    });
    return { talkers, talkerCount: sums.size };
  }

  #addTo(sums: Map<number, Sum>, now: number): void {
    for (const [key, number] of this.#numbers) {
      const of = this.#all[number];
      if (!of) continue;
      const sum = sums.get(key) ?? { of, count: 0, bytes: 0, nowPerSecond: 0 };
      sum.count += this.#counts[number] ?? 0;
      sum.bytes += this.#bytes[number] ?? 0;
      sum.nowPerSecond += this.#recent.perSecond(number, now);
      sums.set(key, sum);
    }
  }

  #attach(direction: Direction, bytes: number): void {
    const number = this.#binary[direction];
    if (number >= 0) this.#bytes[number] = (this.#bytes[number] ?? 0) + bytes;
  }

  #numberOf(kind: Talker['kind'], direction: Direction, event: number, nsp: number): number {
    const key = keyOf(kind, direction, event, nsp);
    if (key !== this.#lastKey) {
      this.#lastNumber = this.#numbers.get(key) ?? this.#add(key, { kind, direction, event, nsp, isRest: false });
      this.#lastKey = key;
    }
    return this.#lastNumber;
  }

  #add(key: number, talker: Counted): number {
    if (this.#all.length >= KEPT && !talker.isRest) {
      const { kind, direction } = talker;
      const rest = -2 - keyOf(kind, direction, 0, 0);
      return this.#numbers.get(rest) ?? this.#add(rest, { kind, direction, event: 0, nsp: 0, isRest: true });
    }
    const number = this.#all.push(talker) - 1;
    this.#numbers.set(key, number);
    if (number >= this.#counts.length) {
      this.#counts = grown(this.#counts);
      this.#bytes = grown(this.#bytes);
    }
    return number;
  }
}

function kindOf(kind: RowKind): Talker['kind'] | undefined {
  switch (kind) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return 'event';
    case 'ACK':
    case 'BINARY_ACK':
      return 'ack';
    default:
      return kind === 'message' ? 'message' : undefined;
  }
}

/** Names are numbered in the order of their first appearance, so the key of most is a small integer. */
function keyOf(kind: Talker['kind'], direction: Direction, event: number, nsp: number): number {
  const side = (kind === 'event' ? 0 : kind === 'ack' ? 2 : 4) + (direction === 'sent' ? 0 : 1);
  return (nsp * 2 ** 24 + event) * 6 + side;
}

function grown(sums: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(sums.length * 2);
  larger.set(sums);
  return larger;
}
