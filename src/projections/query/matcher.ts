import type { ChunkColumns, ChunkPayload } from '../../session/chunk.ts';
import { textIn } from '../../session/chunk.ts';
import { formIn, TEXT } from '../../session/shape.ts';
import type { Names } from '../names.ts';
import { ROW_KINDS } from '../row.ts';
import type { RowColumns } from '../row-columns.ts';
import type { Timeline } from '../timeline.ts';
import type { EntryTexts } from './entry-texts.ts';
import type { Query, Term } from './parse.ts';

type RowTest = (row: number) => boolean;
type TextTerm = Extract<Term, { on: 'text' }>;

/** Evaluates a query over the timeline's columns, and over a chunk's text only where it asks for text. */
export class Matcher {
  readonly #columns: RowColumns;
  readonly #tests: readonly RowTest[];
  readonly #texts: readonly TextTerm[];

  constructor(query: Query, timeline: Timeline) {
    this.#columns = timeline.columns;
    this.#texts = query.filter((term) => term.on === 'text');
    this.#tests = query.flatMap((term) => rowTest(term, timeline));
  }

  /** Whether the payloads must be at hand. */
  get needsText(): boolean {
    return this.#texts.length > 0;
  }

  /** Whether row `row` matches, as far as the columns tell. */
  matchesColumns(row: number): boolean {
    for (const test of this.#tests) if (!test(row)) return false;
    return true;
  }

  /**
   * For one chunk: a test that adds the text terms. Each term is searched once over the whole chunk's text, not
   * entry by entry.
   */
  textTest(columns: ChunkColumns, payload: ChunkPayload, texts: EntryTexts): RowTest {
    const tests = this.#texts.map((term) => {
      const { pattern, isNegated, isLiteral } = term;
      const hits = hitsIn(columns, payload, texts, term);
      return (row: number): boolean => {
        const i = this.#columns.seq(row) - columns.firstSeq;
        const isHit = hits[i] === 1;
        const part = this.#columns.part(row);
        if (part === 0) return isHit !== isNegated;
        // What is literally in a packet is in its body, too; a pattern with anchors may match the one and not the other.
        const mayMatch = isHit || !isLiteral;
        return (mayMatch && pattern.test(texts.part(i, part))) !== isNegated;
      };
    });
    return (row) => tests.every((test) => test(row));
  }
}

/** 1 for each entry of the chunk whose text or further fields match. */
function hitsIn(
  columns: ChunkColumns,
  payload: ChunkPayload,
  texts: EntryTexts,
  { pattern, isLiteral }: TextTerm,
): Uint8Array {
  const hits = new Uint8Array(columns.count);
  if (isLiteral) findLiteral(hits, columns, payload.text, pattern);
  else {
    for (let i = 0; i < columns.count; i++) {
      if (formIn(columns.shape[i] ?? 0) === TEXT && pattern.test(textIn(columns, payload, i))) hits[i] = 1;
    }
  }
  for (let i = 0; i < columns.count; i++) {
    const hidden = hits[i] === 1 ? '' : texts.hidden(i);
    if (hidden !== '' && pattern.test(hidden)) hits[i] = 1;
  }
  for (const [at, json] of payload.extras) if (pattern.test(json)) hits[at] = 1;
  return hits;
}

/** One search over all texts, which stand one after the other without a gap. */
function findLiteral(hits: Uint8Array, columns: ChunkColumns, text: string, pattern: RegExp): void {
  const search = new RegExp(pattern.source, `${pattern.flags}g`);
  let i = 0;
  for (let found = search.exec(text); found; found = search.exec(text)) {
    while (i < columns.count && (columns.textEnd[i] ?? 0) <= found.index) i++;
    const end = columns.textEnd[i] ?? text.length;
    // One that runs on into the next entry is no match, and this entry cannot hold a later one: it would end later still.
    if (found.index + found[0].length <= end) hits[i] = 1;
    search.lastIndex = end;
  }
}

function rowTest(term: Term, { columns, nsps, events }: Timeline): readonly RowTest[] {
  const { isNegated } = term;
  switch (term.on) {
    case 'kind': {
      const wanted = ROW_KINDS.map((kind) => term.matches(kind) !== isNegated);
      return [(row) => wanted[columns.kindNumber(row)] ?? false];
    }
    case 'event':
      return [nameTest(term, events, (row) => columns.event(row))];
    case 'ns':
      return [nameTest(term, nsps, (row) => columns.nsp(row))];
    case 'dir':
      return [(row) => (columns.direction(row) === term.direction) !== isNegated];
    case 'conn':
      return [(row) => (columns.conn(row) === term.conn) !== isNegated];
    case 'text':
      return [];
  }
}

/** Each distinct name is tested once, when it is first met. */
function nameTest(
  { matches, isNegated }: Extract<Term, { on: 'kind' | 'event' | 'ns' }>,
  names: Names,
  numberOf: (row: number) => number,
): RowTest {
  const verdicts: boolean[] = [];
  return (row) => {
    const number = numberOf(row);
    const name = names.textOf(number);
    return (verdicts[number] ??= (name !== undefined && matches(name)) !== isNegated);
  };
}
