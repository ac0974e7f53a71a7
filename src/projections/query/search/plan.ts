import type { OpenChunk } from './chunk-texts.ts';
import { columnTest, type QuerySource, type RowTest } from './column-tests.ts';
import { pathTest } from './path-tests.ts';
import type { Query, Term } from '../query.ts';
import { textTest } from './text-tests.ts';
import { NO, OPEN, YES, type Verdict } from './verdict.ts';

/** How a query is answered: cheap terms first, and those on text only where they decide. */
export type Plan = {
  readonly byColumns: (row: number) => Verdict;
  /** A test of rows in one chunk whose verdict is open. */
  readonly inChunk: (chunk: OpenChunk) => RowTest;
  /** 0 by columns, 1 by text, 2 by paths. */
  readonly cost: number;
  /** What it says of a row may change later, by an answer. */
  readonly canChange: boolean;
};

export function planOf(query: Query, source: QuerySource): Plan {
  switch (query.op) {
    case 'term':
      return termPlan(query.term, source);
    case 'not':
      return negated(planOf(query.of, source));
    default:
      return joined(
        query.op,
        query.of.map((part) => planOf(part, source)).toSorted((a, b) => a.cost - b.cost),
      );
  }
}

const CHANGING: ReadonlySet<string> = new Set(['pair', 'pending']);

function termPlan(term: Term, source: QuerySource): Plan {
  const { columns } = source.timeline;
  if (term.on === 'text') return openPlan(1, (chunk) => textTest(term, columns, chunk));
  if (term.on === 'path') return openPlan(2, (chunk) => pathTest(term, columns, chunk));
  const test = columnTest(term, source);
  const canChange = term.on === 'ack' || (term.on === 'has' && term.words.some((word) => CHANGING.has(word)));
  return { byColumns: (row) => (test(row) ? YES : NO), inChunk: () => test, cost: 0, canChange };
}

function openPlan(cost: number, inChunk: Plan['inChunk']): Plan {
  return { byColumns: () => OPEN, inChunk, cost, canChange: false };
}

function negated({ byColumns, inChunk, cost, canChange }: Plan): Plan {
  return {
    byColumns: (row) => {
      const verdict = byColumns(row);
      return verdict === OPEN ? OPEN : verdict === YES ? NO : YES;
    },
    inChunk: (chunk) => {
      const test = inChunk(chunk);
      return (row) => !test(row);
    },
    cost,
    canChange,
  };
}

/** One part that says `decisive` decides: NO among those that must all hold, YES among those of which one must. */
function joined(op: 'and' | 'or', parts: readonly Plan[]): Plan {
  const [decisive, otherwise] = op === 'and' ? ([NO, YES] as const) : ([YES, NO] as const);
  const verdicts = parts.map(({ byColumns }) => byColumns);
  return {
    byColumns: (row) => {
      let verdict: Verdict = otherwise;
      for (const ask of verdicts) {
        const one = ask(row);
        if (one === decisive) return decisive;
        if (one === OPEN) verdict = OPEN;
      }
      return verdict;
    },
    inChunk: (chunk) => {
      const tests = parts.map(({ inChunk }) => inChunk(chunk));
      return op === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
    },
    cost: parts.reduce((most, { cost }) => Math.max(most, cost), 0),
    canChange: parts.some(({ canChange }) => canChange),
  };
}
