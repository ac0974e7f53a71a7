import type { ClientEvent, UserAction } from '../../wire/wire-event.ts';
import { reasonIn } from '../../session/connection-end.ts';
import { times, wholes } from './column.ts';
import { Moments } from './spans.ts';

/** What stands in the Client lane, by number. */
export const MARKS = [
  'connect',
  'disconnect',
  'join',
  'leave',
  'mark',
  'lost',
  'ended by server',
  'connect_error',
  'attempt',
  'gave up',
  'upgrade failed',
  'ack timeout',
  'malformed',
  'tab hidden',
  'tab visible',
  'tab frozen',
  'tab resumed',
] as const;
export type MarkKind = (typeof MARKS)[number];

const OF_CLIENT: Readonly<Record<string, MarkKind>> = {
  connect_error: 'connect_error',
  reconnect_attempt: 'attempt',
  reconnect_failed: 'gave up',
  upgrade_error: 'upgrade failed',
  ack_timeout: 'ack timeout',
  page_hidden: 'tab hidden',
  page_visible: 'tab visible',
  page_frozen: 'tab frozen',
  page_resumed: 'tab resumed',
  worker_paused: 'tab frozen',
};
const OF_USER: Readonly<Record<string, MarkKind>> = {
  connect: 'connect',
  disconnect: 'disconnect',
  join: 'join',
  leave: 'leave',
  mark: 'mark',
};

const FLAWS: readonly MarkKind[] = ['malformed', 'connect_error', 'ended by server', 'gave up', 'upgrade failed'];

/** Marks of the Client lane: what the person did and the client reported, and what could not be read. */
export class Marks extends Moments {
  readonly kind = wholes();
  /** Number of the attempt, or how long it lasted in ms; NaN where neither is known. */
  readonly figure = times();

  client(event: ClientEvent, seq: number): void {
    // Each namespace reports a loss; the lost stretch marks it once.
    const isKick = event.event === 'disconnect' && reasonIn(event) === 'io server disconnect';
    const kind = isKick ? 'ended by server' : OF_CLIENT[event.event];
    if (kind) this.mark(event.at, seq, kind, figureIn(event.detail));
  }

  user({ at, action }: UserAction, seq: number): void {
    const kind = OF_USER[action];
    if (kind) this.mark(at, seq, kind);
  }

  /** How much it matters beside others: what went wrong before what only happened. */
  rank(index: number): number {
    const kind = MARKS[this.kind.at(index)];
    return kind === undefined || !FLAWS.includes(kind) ? 0 : 1;
  }

  mark(at: number, seq: number, kind: MarkKind, figure = NaN): void {
    this.add(at, seq);
    this.kind.push(MARKS.indexOf(kind));
    this.figure.push(figure);
  }
}

function figureIn(detail: unknown): number {
  if (typeof detail !== 'object' || detail === null) return NaN;
  const { attempt, pausedMs, hiddenMs, frozenMs }: Readonly<Record<string, unknown>> = { ...detail };
  return [attempt, pausedMs, hiddenMs, frozenMs].find((figure) => typeof figure === 'number') ?? NaN;
}
