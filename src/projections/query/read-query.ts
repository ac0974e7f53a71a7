import { ok, type Result } from '../../base/result.ts';
import type { ChunkColumns, ChunkPayload } from '../../session/chunk.ts';
import type { QuerySource, RowTest } from './search/column-tests.ts';
import { EntryTexts } from './search/entry-texts.ts';
import { parseQuery } from './language/parse.ts';
import { planOf, type Plan } from './search/plan.ts';
import { isEverything, type Query, type QueryProblem } from './query.ts';
import type { TimeRange } from './time-range.ts';

/** How rows are asked whether they match. */
export type Answer = Pick<Plan, 'byColumns' | 'canChange'> & {
  readonly needsText: boolean;
  /** A test of rows in one chunk that the columns leave open. `isDense`: of most of them. */
  readonly inChunk: (columns: ChunkColumns, payload: ChunkPayload, isDense: boolean) => RowTest;
};

/** A query that has been read, to be asked of a session. */
export type Asker = (source: QuerySource) => Answer;

/** Undefined where everything matches. */
export function readQuery(text: string, range?: TimeRange): Result<Asker | undefined, QueryProblem> {
  const query = parseQuery(text);
  if (!query.ok) return query;
  const narrowed = range ? within(range, query.value) : query.value;
  return ok(isEverything(narrowed) ? undefined : (source) => answerFrom(planOf(narrowed, source), source));
}

function within({ fromMs, toMs }: TimeRange, query: Query): Query {
  const time: Query = { op: 'term', term: { on: 'at', spans: [{ from: fromMs, to: toMs, isOfDay: false }] } };
  return { op: 'and', of: [time, query] };
}

function answerFrom({ byColumns, canChange, cost, inChunk }: Plan, { protocols }: QuerySource): Answer {
  return {
    byColumns,
    canChange,
    needsText: cost > 0,
    inChunk: (columns, payload, isDense) =>
      inChunk({ columns, payload, texts: new EntryTexts(columns, payload, protocols), isDense }),
  };
}
