import type { Protocols } from '../session/protocols.ts';
import type { Via } from '../wire/wire-event.ts';
import type { Heartbeats } from './heartbeats.ts';
import type { Row } from './row.ts';
import type { Timeline } from './timeline.ts';

/** What is needed to make a row readable. */
export type RowSource = {
  readonly timeline: Timeline;
  readonly heartbeats: Heartbeats;
  readonly protocols: Protocols;
  /** Session time of an entry, in ms. */
  atOf(seq: number): number;
  /** Size of an entry's binary payload; 0 for anything else. */
  bytesOf(seq: number): number;
  viaOf(seq: number): Via | undefined;
  /** Of a `reconnect_attempt`: how long the client had waited, in ms. */
  waitedMs(seq: number): number | undefined;
};

/** What a row says: what crossed, and our own note on it. */
export type Words = Pick<Row, 'data'> & { readonly note?: string | undefined; readonly tone?: Row['tone'] };

/** How long the question to the answer in row `number` had waited, in ms. */
export function answerMs({ timeline, atOf }: RowSource, number: number): number | undefined {
  const { columns } = timeline;
  const question = columns.isAnswer(number) ? columns.pair(number) : undefined;
  return question === undefined ? undefined : atOf(columns.seq(number)) - atOf(columns.seq(question));
}
