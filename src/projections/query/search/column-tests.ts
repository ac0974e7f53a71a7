import type { SessionLog } from '../../../session/log.ts';
import type { Protocols } from '../../../session/protocols.ts';
import type { Names } from '../../names.ts';
import type { Notes } from '../../notes.ts';
import { kindNumber } from '../../row-columns.ts';
import type { RowColumns } from '../../row-columns.ts';
import { ROW_KINDS, type RowKind } from '../../row.ts';
import type { Timeline } from '../../timeline.ts';
import { LogCursor } from './log-cursor.ts';
import type { HasWord, NameTest, Term, TimeSpan } from '../query.ts';

export type RowTest = (row: number) => boolean;
export type ColumnTerm = Exclude<Term, { on: 'text' | 'path' }>;

/** What the terms are asked of. */
export type QuerySource = {
  readonly timeline: Timeline;
  readonly log: SessionLog;
  readonly protocols: Protocols;
  readonly notes: () => Notes;
  /** Midnight before the session's start, where the person is: in ms of the session, 0 or less. */
  readonly midnightMs: number;
};

/** ACKs and what they answer; of all other pairs nobody waits for an acknowledgement. */
const ACKNOWLEDGED = new Set(
  ['EVENT', 'BINARY_EVENT', 'ACK', 'BINARY_ACK'].map((kind) => ROW_KINDS.findIndex((known) => known === kind)),
);
const ERRORS = (['malformed', 'failed', 'CONNECT_ERROR', 'ERROR'] as const).map(kindNumber);
const DAY_MS = 86_400_000;

/** A term that the columns alone can tell. */
export function columnTest(term: ColumnTerm, source: QuerySource): RowTest {
  const { columns, nsps, events } = source.timeline;
  switch (term.on) {
    case 'kind':
      return kindTest(term.kinds, columns);
    case 'event':
      return nameTest(term.matches, events, (row) => columns.event(row));
    case 'ns':
      return nameTest(term.matches, nsps, (row) => columns.nsp(row));
    case 'via':
      return viaTest(term.matches, source);
    case 'dir':
      return (row) => term.directions.includes(columns.direction(row));
    case 'conn':
      return (row) => term.holds(columns.conn(row));
    case 'seq':
      return (row) => term.holds(columns.seq(row));
    case 'id':
      return given(term.holds, (row) => columns.ackId(row));
    case 'size':
      return given(term.holds, (row) => columns.sizeBytes(row));
    case 'at':
      return timeTest(term.spans, source);
    case 'ack':
      return given(term.holds, latencyOf(source));
    case 'has': {
      const tests = term.words.map((word) => hasTest(word, source));
      return (row) => tests.some((test) => test(row));
    }
  }
}

function kindTest(kinds: readonly RowKind[], columns: RowColumns): RowTest {
  const wanted = ROW_KINDS.map((kind) => kinds.includes(kind));
  return (row) => wanted[columns.kindNumber(row)] ?? false;
}

/** Each distinct name is tested once, when it is first met. */
function nameTest(matches: NameTest, names: Names, numberOf: (row: number) => number): RowTest {
  const verdicts: boolean[] = [];
  return (row) => {
    const number = numberOf(row);
    const name = names.textOf(number);
    return (verdicts[number] ??= name !== undefined && matches(name));
  };
}

function viaTest(matches: NameTest, { log, timeline: { columns } }: QuerySource): RowTest {
  const cursor = new LogCursor(log);
  const verdicts = new Map(['polling', 'websocket', 'webtransport', 'none'].map((via) => [via, matches(via)]));
  return (row) => verdicts.get(cursor.viaOf(columns.seq(row)) ?? 'none') === true;
}

/** What has no such figure does not hold, whatever is asked of it. */
function given(holds: (value: number) => boolean, valueOf: (row: number) => number | undefined): RowTest {
  return (row) => {
    const value = valueOf(row);
    return value !== undefined && holds(value);
  };
}

function timeTest(spans: readonly TimeSpan[], { log, timeline: { columns }, midnightMs }: QuerySource): RowTest {
  const cursor = new LogCursor(log);
  const shifted = spans.map(({ from, to, isOfDay }) => {
    if (!isOfDay) return { from, to };
    const end = to < from ? to + DAY_MS : to;
    // A clock that shows less than the session's start by half a day and more means the next day.
    const shift = midnightMs + (midnightMs + end < -DAY_MS / 2 ? DAY_MS : 0);
    return { from: from + shift, to: end + shift };
  });
  return (row) => {
    const at = cursor.atOf(columns.seq(row));
    return shifted.some(({ from, to }) => at >= from && at <= to);
  };
}

/** Each end of a pair has its own cursor: they may lie far apart. */
function latencyOf({ log, timeline: { columns } }: QuerySource): (row: number) => number | undefined {
  const [own, other] = [new LogCursor(log), new LogCursor(log)];
  return (row) => {
    const pair = ACKNOWLEDGED.has(columns.kindNumber(row)) ? columns.pair(row) : undefined;
    return pair === undefined ? undefined : Math.abs(own.atOf(columns.seq(row)) - other.atOf(columns.seq(pair)));
  };
}

function hasTest(word: HasWord, { timeline, notes }: QuerySource): RowTest {
  const { columns } = timeline;
  switch (word) {
    case 'ack':
      return (row) => columns.ackId(row) !== undefined;
    case 'binary':
      return (row) => columns.isBinary(row);
    case 'pair':
      return (row) => columns.pair(row) !== undefined;
    case 'note':
      return (row) => notes().of(timeline.idOf(row)) !== undefined;
    case 'error':
      return (row) => ERRORS.includes(columns.kindNumber(row));
    case 'pending':
      return (row) => columns.isOpenQuestion(row);
    case 'offset':
      return (row) => columns.hasOffset(row);
    case 'probe':
      return (row) => columns.isProbe(row);
  }
}
